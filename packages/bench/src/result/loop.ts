/** What each model does to the event loop of its caller. */
export interface LoopStudy {
  readonly type: 'loop';
  readonly workload: string;
  /** Time of one job, inline. */
  readonly jobMs: number;
  readonly jobs: number;
  readonly rows: readonly LoopRow[];
}

/** One model. Delays are beyond the time that the timer was due. */
export interface LoopRow {
  readonly model: 'idle' | 'inline' | 'async' | 'threads' | 'processes' | 'native';
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  readonly wallMs?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly maxMs?: number;
  /** Share of the run in which the loop was busy, 0 to 1. */
  readonly utilization?: number;
  /** Delay of each tick of 1 ms, thinned to at most 400, for a strip. */
  readonly ticks: readonly { readonly atMs: number; readonly delayMs: number }[];
}
