/** A distribution of durations in ms; all 0 while nothing was recorded. */
export interface DurationSummary {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** One lane, as it stands. */
export interface LaneStats {
  readonly id: number;
  readonly state: 'starting' | 'ready' | 'retiring';
  /** Jobs that ended on it. */
  readonly jobs: number;
  /** Share of its life in which it ran jobs, 0 to 1. */
  readonly utilization: number;
}

/** One job's run, for a timeline. Times are ms since the Unix epoch. */
export interface TraceEvent {
  readonly lane: number;
  readonly task: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly state: 'fulfilled' | 'rejected';
}

/** What an executor has done so far. */
export interface ExecutorStats {
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  /** Messages that carried jobs to lanes. */
  readonly batches: number;
  /** Lanes that ended unasked. */
  readonly crashes: number;
  /** Time in the queue. */
  readonly wait: DurationSummary;
  /** Time on a lane, measured there. */
  readonly run: DurationSummary;
  readonly lanes: readonly LaneStats[];
  /** The timeline; empty without `trace: true`. */
  readonly trace: readonly TraceEvent[];
}
