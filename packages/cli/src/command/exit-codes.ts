/** Exit codes that mean the same in every command. */
export const EXIT = {
  ok: 0,
  usage: 2,
  /** A mistake of Counterpoint's own (EX_SOFTWARE of sysexits.h). */
  bug: 70,
  /** 128 + the number of the signal, as shells tell it. */
  sigint: 130,
  sigpipe: 141,
  sigterm: 143,
} as const;

/** What help says of the codes that every command shares. */
export const SHARED_EXIT_CODES: Readonly<Record<string, string>> = {
  [EXIT.bug]: 'a mistake in counterpoint itself; a stack trace is shown',
  [EXIT.sigint]: 'interrupted (Ctrl-C); twice ends at once',
  [EXIT.sigpipe]: 'the reader of stdout went away',
  [EXIT.sigterm]: 'terminated (SIGTERM)',
};
