/** A floor for run times, so that a share of time is a finite number of jobs. */
const MIN_MS = 0.00002;

/**
 * A running estimate of how long a task's jobs run: mean and mean deviation, both exponentially weighted.
 *
 * Source: the round-trip estimator of RFC 6298 (Jacobson 1988), with faster steps for the first samples, which pay for
 * compilation.
 */
export class Estimate {
  private mean = 0;
  private deviation = 0;
  private samples = 0;

  /** Adds the run time of one job, or the mean of `count` jobs that were timed together; ms. */
  add(runMs: number, count = 1): void {
    this.samples += count;
    if (this.samples === count) {
      this.mean = runMs;
      this.deviation = runMs / 2;
      return;
    }
    const gain = this.samples < 64 || count > 8 ? 1 / 4 : 1 / 16;
    const error = runMs - this.mean;
    this.mean += error * gain;
    this.deviation += (Math.abs(error) - this.deviation) * gain;
  }

  get known(): boolean {
    return this.samples > 0;
  }

  /** The run time that a job will seldom exceed, ms; 0 while nothing is known. */
  get upperMs(): number {
    return this.samples === 0 ? 0 : Math.max(MIN_MS, this.mean + 2 * this.deviation);
  }

  /** The mean run time, ms; 0 while nothing is known. */
  get meanMs(): number {
    return this.mean;
  }
}
