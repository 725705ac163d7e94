/** One timed run. Times are in ms. */
export interface Run {
  /** Time of the work itself, measured as near to it as possible. */
  readonly wallMs: number;
  /** CPU time of the work over all its threads and processes, where it is known. */
  readonly cpuMs: number | null;
  /** Time before the work could begin (start of a process, of a pool), where there was any. */
  readonly startMs: number | null;
  /** What came out, to be checked. */
  readonly value: unknown;
}

/** What takes part in the rounds: something that does the work once and times it. */
export interface Contender {
  readonly id: string;
  /** Most warm-up runs; default 1: what does not compile at run time needs no more. */
  readonly warmUps?: number;
  /** Starts fresh processes for a batch; a run follows. */
  open?(signal: AbortSignal): Promise<void>;
  run(signal: AbortSignal): Promise<Run>;
  /** Ends what `open` or a run has started; called after each batch, also after a failure. */
  close?(): Promise<void>;
}
