import { Estimate } from '../../scheduler/estimate.ts';

/** A task's promise was pending for longer than this share of what the loop was held: it waits for something. */
const WAIT_RATIO = 1.5;
const WAIT_MS = 0.2;
/** Jobs that have occupied threads for so long make a mean. */
const LANE_MS = 50;
export const REPROBE_MS = 250;
/** Sharing a task with threads is judged by what was done in such a time, and given up for five of them, then for ten, if this loop alone would do more. */
const SHARED_MS = 50;
const SHARED_LEAST = 0.9;
/** Jobs in a row that must speak against what is thought of a task. */
const SURE = 3;

/** What is known of one task: what a job costs here, and what it costs to have it run on a thread. Times are in ms. */
export class TaskCost {
  /** Run time, wherever the job ran. */
  readonly run: Estimate;
  /** Time that a job holds this event loop when it runs here. */
  loop: Estimate = new Estimate();
  /** Time that a job occupies a thread, carrying included: the better of two means in a row, as a core or a collector may be late for one; undefined until there are two. */
  laneMs: number | undefined;
  private lastLaneMs: number | undefined;
  private laneTotalMs = 0;
  private laneJobs = 0;
  private laneSinceMs = 0;
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
  /** This loop and threads share its jobs. */
  shared = false;
  /** Items that either of them has run since `sharedSinceMs`. */
  sharedItems = 0;
  /** What this loop ran while it shared nothing: its rate is what sharing is held against. */
  private aloneMs = 0;
  private aloneItems = 0;
  private sharedSinceMs: number = -Infinity;
  private sharesAgainMs: number = -Infinity;
  private sharePauseMs: number = 5 * SHARED_MS;
  /** Its arguments or results cannot cross. */
  pinned = false;
  /** Recent time of this loop, against which the start of threads is weighed. */
  spentMs = 0;
  spentAtMs = 0;
  lastLookMs: number = -Infinity;
  /** An estimate of the threads that speaks against them expires after so long. */
  reprobeMs: number = REPROBE_MS;

  constructor(run: Estimate) {
    this.run = run;
  }

  /** How long the next job will seldom exceed in holding this loop. */
  get holdUpperMs(): number {
    // The first calls also pay for compilation: they are not taken for longer than they were.
    if (this.observed < (this.waits ? 16 : 3)) return this.holdMs;
    return this.waits ? this.loop.upperMs : this.run.upperMs;
  }

  /** Mean time that a job holds this loop. */
  get holdMs(): number {
    return this.waits || !this.run.known ? this.loop.meanMs : this.run.meanMs;
  }

  /** Notes how long jobs occupied a thread. */
  ranAway(laneMs: number, jobs: number): void {
    this.laneTotalMs += laneMs;
    this.laneJobs += jobs;
    if (this.laneTotalMs < LANE_MS) return;
    const mean = this.laneTotalMs / this.laneJobs;
    if (this.lastLaneMs !== undefined) this.laneMs = Math.min(this.lastLaneMs, mean);
    this.lastLaneMs = mean;
    this.laneTotalMs = 0;
    this.laneJobs = 0;
  }

  /** Drops what speaks against the threads when it has done so for long enough; the next time it may for twice as long. */
  forgetLane(nowMs: number, mostMs: number): void {
    if (this.laneSinceMs === 0) this.laneSinceMs = nowMs;
    if (nowMs - this.laneSinceMs <= this.reprobeMs) return;
    this.reprobeMs = Math.min(mostMs, 2 * this.reprobeMs);
    this.laneMs = undefined;
    this.lastLaneMs = undefined;
    this.laneSinceMs = 0;
  }

  /**
   * Tells whether this loop and threads together do more than this loop alone would.
   *
   * @param hereMs - time of a job here, ms, of late: sharing may have made it longer; @param nowMs - the clock, ms
   */
  sharingPays(hereMs: number, nowMs: number): boolean {
    if (nowMs < this.sharesAgainMs) return false;
    const sinceMs = nowMs - this.sharedSinceMs;
    if (this.shared && sinceMs < SHARED_MS) return true;
    const aloneMs = this.aloneItems > 0 ? Math.min(hereMs, this.aloneMs / this.aloneItems) : hereMs;
    const pays =
      !this.shared || sinceMs > 2 * SHARED_MS || this.sharedItems * aloneMs > SHARED_LEAST * sinceMs;
    this.sharePauseMs = pays ? 5 * SHARED_MS : 2 * this.sharePauseMs;
    if (!pays) {
      this.sharesAgainMs = nowMs + this.sharePauseMs / 2;
      this.aloneMs = 0;
      this.aloneItems = 0;
    }
    this.sharesFrom(nowMs);
    return pays;
  }

  /** Begins to judge sharing anew. While a thread starts, it takes a core from both: what they do meanwhile says nothing. */
  sharesFrom(nowMs: number): void {
    this.sharedSinceMs = nowMs;
    this.sharedItems = 0;
  }

  /** Mean time of a job that does not wait, where it takes less: here, or wherever it ran. */
  get leastMs(): number {
    return Math.min(this.loop.meanMs, this.holdMs);
  }

  /** Notes jobs that have ended here without waiting. */
  ranHere(heldMs: number, items: number): void {
    if (this.shared) return;
    this.aloneMs += heldMs;
    this.aloneItems += items;
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
