/** Which job ran on which lane in one run: a Gantt chart. */
export interface TimelineResult {
  readonly model: 'inline' | 'async' | 'threads' | 'processes' | 'native';
  readonly workload: string;
  readonly lanes: number;
  /** Length of the run. */
  readonly wallMs: number;
  /** Times in ms from the start of the run. */
  readonly jobs: readonly {
    readonly lane: number;
    readonly task: string;
    readonly startMs: number;
    readonly endMs: number;
    readonly state: 'fulfilled' | 'rejected';
  }[];
}
