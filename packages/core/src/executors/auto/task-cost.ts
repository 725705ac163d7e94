import { Estimate } from '../../scheduler/estimate.ts';

/** A task's promise was pending for longer than this share of what the loop was held: it waits for something. */
const WAIT_RATIO = 1.5;
const WAIT_MS = 0.2;
/** Jobs in a row that must speak against what is thought of a task. */
const SURE = 3;

/** What is known of one task: what a job costs here, and what it costs to have it run on a thread. Times are in ms. */
export class TaskCost {
  /** Run time, wherever the job ran. */
  readonly run: Estimate;
  /** Time that a job holds this event loop when it runs here. */
  loop: Estimate = new Estimate();
  /** Time that a job occupies a thread, carrying included. */
  lane: Estimate = new Estimate();
  laneBatches = 0;
  laneSinceMs = 0;
  /** Time of this event loop to send a job. */
  readonly send: Estimate = new Estimate();
  /** Its promises stay pending while others can run. */
  waits = false;
  /** Runs of it here that have returned, and those that have ended. */
  observed = 0;
  private ended = 0;
  private lastOwnMs = 0;
  /** Jobs in a row that spoke against `waits`. */
  private against = 0;
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
    // The first calls also pay for compilation: they are not taken for longer than they were.
    if (this.observed < 3) return this.holdMs;
    return this.waits ? this.loop.upperMs : this.run.upperMs;
  }

  /** Mean time that a job holds this loop. */
  get holdMs(): number {
    return this.waits || !this.run.known ? this.loop.meanMs : this.run.meanMs;
  }

  /** Notes what a job held this loop until it returned a promise: the first one, or one that was longer than thought. */
  returnedHere(heldMs: number): void {
    if (this.observed === 0) this.waits = true;
    this.loop.add(heldMs);
    this.observed = Math.max(1, this.observed);
  }

  /**
   * Notes what a job that has ended took here, ms.
   *
   * @param ownMs - time of the loop while its promise was pending that may have been its own; what only one of two jobs
   *   in a row shows came from elsewhere: modules that were loaded, threads that were started
   */
  heldHere(heldMs: number, runMs: number, ownMs = 0): void {
    const holdMs = heldMs + Math.min(ownMs, this.lastOwnMs);
    this.lastOwnMs = ownMs;
    // The first call also paid for loading and compilation.
    if (this.ended === 1 && holdMs < this.loop.meanMs) this.loop = new Estimate();
    this.ended++;
    this.observed = Math.max(this.observed, this.ended);
    this.loop.add(holdMs);
    const waits = runMs > holdMs * WAIT_RATIO + WAIT_MS;
    const sure = !(runMs > heldMs * WAIT_RATIO + WAIT_MS) || this.ended === 1;
    this.against = waits === this.waits ? 0 : this.against + 1;
    if (sure || this.against >= SURE) this.waits = waits;
  }
}
