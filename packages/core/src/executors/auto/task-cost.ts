import { Estimate } from '../../scheduler/estimate.ts';

/** A task's promise was pending for longer than this share of what the loop was held: it waits for something. */
const WAIT_RATIO = 1.5;
const WAIT_MS = 0.2;

/** What is known of one task: what a job costs here, and what it costs to have it run on a thread. Times are in ms. */
export class TaskCost {
  /** Run time, wherever the job ran. */
  readonly run: Estimate;
  /** Time that a job holds this event loop when it runs here. */
  readonly loop: Estimate = new Estimate();
  /** Time that a job occupies a thread, carrying included. */
  lane: Estimate = new Estimate();
  laneBatches = 0;
  laneSinceMs = 0;
  /** Time of this event loop to send a job. */
  readonly send: Estimate = new Estimate();
  /** Its promises stay pending while others can run. */
  waits = false;
  /** Runs of it here that were noted. */
  observed = 0;
  /** Its arguments or results cannot cross. */
  pinned = false;
  /** Recent time of this loop, against which the start of threads is weighed. */
  spentMs = 0;
  spentAtMs = 0;
  lastLookMs: number = -Infinity;
  reprobeMs: number = 1000;

  constructor(run: Estimate) {
    this.run = run;
  }

  /** How long the next job will seldom exceed in holding this loop. */
  get holdUpperMs(): number {
    if (this.waits) return this.loop.upperMs;
    // The first calls also pay for compilation: they are not taken for longer than they were.
    return this.observed < 3 ? this.holdMs : this.run.upperMs;
  }

  /** Mean time that a job holds this loop. */
  get holdMs(): number {
    return this.waits || !this.run.known ? this.loop.meanMs : this.run.meanMs;
  }

  /** Notes what one job held this loop; `runMs` once it has settled. */
  heldHere(heldMs: number, runMs: number | undefined): void {
    this.observed++;
    this.loop.add(heldMs);
    this.waits = runMs === undefined || runMs > heldMs * WAIT_RATIO + WAIT_MS;
  }
}
