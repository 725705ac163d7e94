/** One measured run, as it stands in the result. Times are in ms. */
export interface Sample {
  /** Number of the round, from 0. */
  readonly round: number;
  readonly wallMs: number;
  readonly cpuMs: number | null;
  readonly startMs: number | null;
}
