import type { Job } from './job.ts';

/** No retry waits longer, ms. */
const MOST_MS = 60_000;

/** Jobs that wait before they run again. */
export class BackOff {
  private readonly timers = new Map<Job, NodeJS.Timeout>();

  /** Tells when the wait of a job is over; it must not be waiting. */
  wait(job: Job, delayMs: number, over: (job: Job) => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(job);
      over(job);
    }, delayMs);
    this.timers.set(job, timer);
  }

  /** Ends every wait, and gives the jobs. */
  drain(): Job[] {
    const jobs = [...this.timers.keys()];
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    return jobs;
  }
}

/**
 * Tells how long to wait before a retry, ms: `baseMs` before the first, twice as long before each further one, at most a
 * minute; of that between a half and the whole, by chance, so that jobs that failed together do not come back together.
 * Source: Brooker, Exponential Backoff and Jitter (2015), "equal jitter".
 * @param attempts - runs that failed so far, 1 and more
 */
export function backOffMs(baseMs: number, attempts: number, random: () => number = Math.random): number {
  const wholeMs = Math.min(MOST_MS, baseMs * 2 ** (attempts - 1));
  return wholeMs / 2 + (random() * wholeMs) / 2;
}
