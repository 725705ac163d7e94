/** A value with the interval that it lies in. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Coverage of the interval, 0 to 1; below what was asked for where the samples are too few. */
  readonly confidence: number;
}
