import type { Estimate } from '../../scheduler/estimate.ts';
import type { Job } from '../../scheduler/job.ts';
import type { CarriedBatch } from '../../scheduler/lane.ts';
import type { TaskIdentity } from '../../task/task-identity.ts';
import type { LoopMeter } from '../local/local-transport.ts';
import { REPROBE_MS, TaskCost } from './task-cost.ts';

/** Until one has started in this process, a thread is taken to start in this time. */
const START_MS = 60;
/** One that has not started after so long is not waited for: it may have failed. */
const STARTS_WITHIN_MS = 2000;
/** What a running thread costs before it is good at a task that is new to it, as a share of its start. */
const WARM_SHARE = 1 / 4;
/** The first thread is opened for work of this share of its start, of which so much is done: another core starts it, so this loop hardly waits. */
const KNOWN_SHARE = 3 / 4;
const TRIED_SHARE = 1 / 30;
const TRIED = 3;
/** The others, but for the last, are opened for work that saves so many starts: until then this loop goes on beside the first. */
const OTHERS_SHARE = 3;
/** The last one for so many: this loop and the others keep all cores busy, so it brings nothing but a free loop. */
const LAST_SHARE = 8;
/** Until it is measured, carrying a job is taken to cost this much. */
const CARRY_MS = 0.003;
/** Threads must be better by this factor. */
const MARGIN = 1.1;
/** A task that is alone in its turn of the loop may take this share of the budget. */
const ALONE_SHARE = 0.9;
/** What was spent so long ago is forgotten. */
const RECENT_MS = 1000;
const MAX_REPROBE_MS = 60_000;
/** Looking again at a long task that waits may take this share of the loop. A second look is at once, at one not longer than this: the first paid for loading and compilation. */
const LOOK_SHARE = 0.05;
const SECOND_LOOK_MS = 100;

/** How long the last thread took that any placement opened. */
let lastStartMs = START_MS;

/** What the placement must know of the two schedulers. */
export interface Sides {
  readonly slots: number;
  readonly threads: number;
  /** Threads that take jobs now. */
  readyThreads(): number;
  /** Tells whether a thread would take one more job now. */
  takesMore(job: Job): boolean;
  /** Opens threads until there are so many. */
  openThreads(count: number): void;
  /** Jobs that wait on both sides, and jobs that were sent to either. */
  waiting(): number;
  underWay(): number;
  /** Jobs that were sent to this loop and whose functions have not returned. */
  unreturned(): number;
  /** The placement of waiting jobs may have changed. */
  wake(): void;
}

/**
 * Decides where a job runs: on this event loop, or on a thread.
 *
 * - What is not known is tried here, one job at a time.
 * - What holds the loop longer than half a budget has a turn for itself here; what holds it longer than the budget, or waits,
 *   goes to a thread, unless sending it holds the loop longer still. Only the second job of a task, if it comes alone
 *   before any thread has started, is tried here as the first one was.
 * - Else the side with the better rate takes it. The first thread is opened once a few jobs have run here and their time,
 *   with that of the jobs known to come, is most of a start: it starts beside this loop, so the loop's own part is small.
 * - While not all threads run, they and this loop share the jobs: a thread gets what it can take at once, and this loop
 *   runs the next one. The other threads must first have paid for their start: by what they will save of the jobs that
 *   are known to come, or by what they would have saved of those that went by (the ski-rental rule: never more than about
 *   twice the best choice; Karlin et al. 1988). With all of them, this loop is left to its own work.
 * - What speaks against the threads, or against sharing with them, expires, later and later.
 */
export class Placement implements LoopMeter {
  private readonly sides: Sides;
  private readonly turnMs: number;
  private readonly estimateOf: (task: TaskIdentity) => Estimate;
  private readonly now: () => number;
  private startMs = lastStartMs;
  /** When threads were asked for of which none has started since. */
  private openedAtMs: number | undefined;
  private readonly costs = new Map<number, TaskCost>();
  private pending = 0;
  private syncSinceMs = 0;
  private mark = performance.eventLoopUtilization();

  /** @param turnMs - half of what the loop may be held in one turn; @param now - the clock, ms */
  constructor(
    sides: Sides,
    turnMs: number,
    estimateOf: (task: TaskIdentity) => Estimate,
    now: () => number = () => performance.now(),
  ) {
    this.sides = sides;
    this.turnMs = turnMs;
    this.estimateOf = estimateOf;
    this.now = now;
  }

  /** Jobs here whose promises are pending. */
  get pendingHere(): number {
    return this.pending;
  }

  costOf(task: TaskIdentity): TaskCost {
    let cost = this.costs.get(task.id);
    if (cost === undefined) {
      cost = new TaskCost(this.estimateOf(task));
      this.costs.set(task.id, cost);
    }
    return cost;
  }

  /** Where a job at the head of this loop's queue goes. */
  placeHere(job: Job): 'run' | 'hold' | 'move' {
    const cost = this.costOf(job.task);
    const choice = this.choose(cost, job);
    cost.shared = choice === 'both';
    if (choice === 'threads' || (cost.shared && this.sides.takesMore(job))) return 'move';
    // One function at a time: what comes out of it may change where the next one goes.
    return this.sides.unreturned() > 0 && !(cost.waits && cost.observed > 0) ? 'hold' : 'run';
  }

  /** Where a job at the head of the threads' queue goes. */
  placeAway(job: Job): 'run' | 'hold' | 'move' {
    return this.choose(this.costOf(job.task), job) === 'here' ? 'move' : 'run';
  }

  returned(job: Job, heldMs: number, pending: boolean): void {
    const cost = this.costOf(job.task);
    cost.sharedItems += items(job);
    if (pending) {
      this.pending++;
      this.syncSinceMs += heldMs;
      if (this.pending === 1) this.markLoop();
      if (cost.observed === 0 || heldMs > this.turnMs) cost.returnedHere(heldMs);
      this.sides.wake();
    } else {
      cost.ranHere(heldMs, items(job));
      cost.heldHere(heldMs / items(job), heldMs / items(job));
    }
    this.spend(cost, job, heldMs, pending);
  }

  settled(job: Job, heldMs: number, runMs: number): void {
    this.pending--;
    const cost = this.costOf(job.task);
    const since = performance.eventLoopUtilization(this.mark);
    const others = Math.max(0, since.active - this.syncSinceMs);
    this.markLoop();
    // What went on while the job waited is taken for its own only where the loop was busy for much of that time.
    const own = others > 0.4 * (runMs - heldMs) ? Math.min(others, runMs - heldMs) : 0;
    const count = items(job);
    cost.heldHere(heldMs / count, runMs / count, own / count);
    this.spend(cost, job, own);
  }

  alone(job: Job): boolean {
    const cost = this.costOf(job.task);
    // What comes from the threads is read between any two jobs.
    return cost.shared || cost.holdUpperMs > this.turnMs || this.starting();
  }

  /** Notes what the threads took for a batch. */
  carried({ task, items: count, sendMs, laneMs, usedMs }: CarriedBatch): void {
    if (task === undefined) return;
    const cost = this.costOf(task);
    cost.send.add(sendMs / count);
    cost.sharedItems += count;
    // A thread that has just started is slow, and while jobs run here too, the ends of batches are read late.
    if (usedMs < this.startMs * WARM_SHARE || this.sides.readyThreads() < this.sides.threads) return;
    cost.ranAway(laneMs, count);
  }

  /** Notes how long a thread took to start. */
  started(startMs: number): void {
    this.startMs = startMs;
    lastStartMs = startMs;
    this.openedAtMs = undefined;
  }

  private starting(): boolean {
    return this.openedAtMs !== undefined && this.now() - this.openedAtMs < STARTS_WITHIN_MS;
  }

  private choose(cost: TaskCost, job: Job): 'here' | 'threads' | 'both' {
    if (cost.pinned || cost.observed === 0) return 'here';
    if (cost.holdUpperMs > this.limitOf(cost)) return this.placeLong(cost, job);
    const here = cost.waits ? Math.max(cost.holdMs, cost.run.meanMs / this.sides.slots) : cost.leastMs;
    const jobs = this.waitingJobs(job);
    const parallel = Math.min(this.sides.threads, jobs + this.sides.underWay());
    const saved = here - this.threadsMs(cost, parallel) * MARGIN;
    if (saved <= 0) return 'here';
    const ready = this.sides.readyThreads();
    const known = jobs * items(job);
    if (ready === 0) {
      const tried = cost.observed >= TRIED && cost.spentMs > this.startMs * TRIED_SHARE;
      if (tried && cost.spentMs + known * here > this.startMs * KNOWN_SHARE) this.open(1);
      return 'here';
    }
    // What they would have saved, and twice what they will save.
    const gain = (saved / this.startMs) * (cost.spentMs / here + 2 * known);
    if (gain < WARM_SHARE && !job.moved && cost.laneMs === undefined) return 'here';
    if (ready === this.sides.threads) return 'threads';
    const worth = this.sides.threads - (gain > LAST_SHARE ? 0 : 1);
    if (gain > OTHERS_SHARE && worth > ready) {
      this.open(worth);
      if (this.starting()) {
        cost.sharesFrom(this.now());
        return 'both';
      }
    }
    return cost.sharingPays(here, this.now()) ? 'both' : 'here';
  }

  private open(count: number): void {
    this.openedAtMs ??= this.now();
    this.sides.openThreads(count);
  }

  /** Tells whether a job that comes alone, before any thread has started, is the second one ever of its task. */
  private isSecondLook(cost: TaskCost, job: Job): boolean {
    if (cost.waits || cost.observed > 1 || cost.holdMs > SECOND_LOOK_MS) return false;
    const alone = this.waitingJobs(job) <= 1 && this.sides.underWay() === 0;
    return alone && this.sides.readyThreads() === 0;
  }

  /** Jobs that are known to come, the next one included. */
  private waitingJobs(job: Job): number {
    return this.sides.waiting() + Math.ceil(job.following / items(job));
  }

  /** What a job may hold the loop; of jobs that wait, several may go on in one turn. */
  private limitOf(cost: TaskCost): number {
    return cost.waits ? this.turnMs : 2 * this.turnMs * ALONE_SHARE;
  }

  private placeLong(cost: TaskCost, job: Job): 'here' | 'threads' {
    if (this.isSecondLook(cost, job)) return 'here';
    if (cost.send.known && cost.send.meanMs >= cost.holdMs) return 'here';
    if (!cost.waits || this.pending > 0 || this.sides.unreturned() > 0) return 'threads';
    const nowMs = this.now();
    const dueMs = cost.observed < 3 && cost.holdMs < SECOND_LOOK_MS ? 0 : cost.holdMs / LOOK_SHARE;
    if (nowMs - cost.lastLookMs < dueMs) return 'threads';
    cost.lastLookMs = nowMs;
    return 'here';
  }

  /** Time for each job if so many threads take them, ms. */
  private threadsMs(cost: TaskCost, threads: number): number {
    const { laneMs } = cost;
    if (laneMs === undefined) {
      const runMs = cost.waits ? Math.max(cost.run.meanMs, cost.holdMs) : cost.leastMs;
      return (runMs + CARRY_MS) / threads;
    }
    if ((laneMs / threads) * MARGIN < cost.leastMs) cost.reprobeMs = REPROBE_MS;
    else cost.forgetLane(this.now(), MAX_REPROBE_MS);
    return laneMs / threads;
  }

  private spend(cost: TaskCost, job: Job, heldMs: number, pending = false): void {
    const nowMs = this.now();
    if (nowMs - cost.spentAtMs > RECENT_MS) cost.spentMs = 0;
    // Of jobs that come one after another, threads would have saved nothing.
    if (this.sides.waiting() > 0 || job.following > 0) cost.spentMs += heldMs;
    cost.spentAtMs = nowMs;
    // A long task will come again: its thread starts before it does. One whose promise is pending is not known to wait.
    if (!pending && cost.holdUpperMs > this.limitOf(cost) && this.sides.readyThreads() === 0) this.open(1);
  }

  private markLoop(): void {
    this.mark = performance.eventLoopUtilization();
    this.syncSinceMs = 0;
  }
}

function items(job: Job): number {
  return job.bulk ? Math.max(1, job.args.length) : 1;
}
