import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** Longer than the timer of the histogram, so that it has fired once more. */
const TICK_MS = 3;

/** Tells how long the event loop of this thread did not go round. One histogram serves all runs: each one holds memory. */
export class LoopWatch {
  private readonly delay = monitorEventLoopDelay({ resolution: 1 });

  /** Begins a run; without a firing before it, the histogram would not note the first block. */
  async begin(): Promise<void> {
    this.delay.enable();
    await wait(TICK_MS);
    this.delay.reset();
  }

  /** Ends the run; gives its longest block in ms, 0 where none was noted. */
  async end(): Promise<number> {
    await wait(TICK_MS);
    const { max } = this.delay;
    this.delay.disable();
    return Math.max(0, max / 1e6 - 1);
  }
}
