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
  run(signal: AbortSignal): Promise<Run>;
}
