/** One measured run, as it stands in the result. Times are in ms. */
export interface Sample {
  /** Number of the round, from 0; goes on over the batches. */
  readonly round: number;
  /** Batch of fresh processes, from 0. */
  readonly batch: number;
  readonly wallMs: number;
  readonly cpuMs: number | null;
  readonly startMs: number | null;
  /** The machine was not free in this round: its capacity probe was below 0.9. */
  readonly contended: boolean;
  /** Counts in the figures; false for a contended round that was measured again. */
  readonly kept: boolean;
}
