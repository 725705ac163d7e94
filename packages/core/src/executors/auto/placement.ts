import type { Estimate } from '../../scheduler/estimate.ts';
import type { Job } from '../../scheduler/job.ts';
import type { CarriedBatch } from '../../scheduler/lane.ts';
import { Estimate as NewEstimate } from '../../scheduler/estimate.ts';
import type { TaskIdentity } from '../../task/task-identity.ts';
import type { LoopMeter } from '../local/local-transport.ts';
import { TaskCost } from './task-cost.ts';

/** Starting threads costs about this much; work on this loop is weighed against it. */
const COLD_MS = 40;
/** Until it is measured, carrying a job is taken to cost this much. */
const CARRY_MS = 0.003;
/** Measured batches that make an estimate of the threads. */
const BATCHES = 3;
/** Threads must be better by this factor. */
const MARGIN = 1.1;
/** A task that is alone in its turn of the loop may take this share of the budget. */
const ALONE_SHARE = 0.9;
/** What was spent so long ago is forgotten. */
const RECENT_MS = 1000;
const MAX_REPROBE_MS = 60_000;
/** Looking again at a long task that waits may take this share of the loop; the first time at once, if it is not longer than this. */
const LOOK_SHARE = 0.05;
const SECOND_LOOK_MS = 100;

/** What the placement must know of the two schedulers. */
export interface Sides {
  readonly slots: number;
  readonly threads: number;
  /** Threads that take jobs now. */
  readyThreads(): number;
  openThreads(): void;
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
 *   goes to a thread, unless sending it holds the loop longer still.
 * - Else the side with the better rate takes it, once the time spent here would have paid for the start of the threads
 *   (the ski-rental rule: never more than about twice the best choice; Karlin et al. 1988).
 * - An estimate of the threads that speaks against them expires, later and later.
 */
export class Placement implements LoopMeter {
  private readonly sides: Sides;
  private readonly turnMs: number;
  private readonly estimateOf: (task: TaskIdentity) => Estimate;
  private readonly costs = new Map<number, TaskCost>();
  private pending = 0;
  private syncSinceMs = 0;
  private mark = performance.eventLoopUtilization();

  /** @param turnMs - half of what the loop may be held in one turn */
  constructor(sides: Sides, turnMs: number, estimateOf: (task: TaskIdentity) => Estimate) {
    this.sides = sides;
    this.turnMs = turnMs;
    this.estimateOf = estimateOf;
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
    if (this.choose(cost) === 'threads') return 'move';
    // One function at a time: what comes out of it may change where the next one goes.
    return this.sides.unreturned() > 0 && !(cost.waits && cost.observed > 0) ? 'hold' : 'run';
  }

  /** Where a job at the head of the threads' queue goes. */
  placeAway(job: Job): 'run' | 'hold' | 'move' {
    return this.choose(this.costOf(job.task)) === 'threads' ? 'run' : 'move';
  }

  returned(job: Job, heldMs: number, pending: boolean): void {
    const cost = this.costOf(job.task);
    if (pending) {
      this.pending++;
      this.syncSinceMs += heldMs;
      if (this.pending === 1) this.markLoop();
      if (cost.observed === 0 || heldMs > this.turnMs) cost.heldHere(heldMs, undefined);
      this.sides.wake();
    } else {
      cost.heldHere(heldMs / items(job), heldMs / items(job));
    }
    this.spend(cost, heldMs);
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
    cost.heldHere((heldMs + own) / count, runMs / count);
    this.spend(cost, own);
  }

  alone(job: Job): boolean {
    return this.costOf(job.task).holdUpperMs > this.turnMs;
  }

  /** Notes what the threads took for a batch. */
  carried({ task, items: count, sendMs, laneMs, ordinal }: CarriedBatch): void {
    if (task === undefined || ordinal === 0) return;
    const cost = this.costOf(task);
    cost.send.add(sendMs / count);
    cost.lane.add(laneMs / count);
    cost.laneBatches++;
  }

  private choose(cost: TaskCost): 'here' | 'threads' {
    if (cost.pinned || cost.observed === 0) return 'here';
    if (cost.holdUpperMs > this.limitOf(cost)) return this.placeLong(cost);
    const here = cost.waits ? Math.max(cost.holdMs, cost.run.meanMs / this.sides.slots) : cost.holdMs;
    if (here <= this.threadsMs(cost) * MARGIN) return 'here';
    if (this.sides.readyThreads() > 0) return 'threads';
    if (cost.spentMs > COLD_MS) this.sides.openThreads();
    return 'here';
  }

  /** What a job may hold the loop; of jobs that wait, several may go on in one turn. */
  private limitOf(cost: TaskCost): number {
    return cost.waits ? this.turnMs : 2 * this.turnMs * ALONE_SHARE;
  }

  private placeLong(cost: TaskCost): 'here' | 'threads' {
    if (cost.send.known && cost.laneBatches >= BATCHES && cost.send.meanMs >= cost.holdMs) return 'here';
    if (!cost.waits || this.pending > 0 || this.sides.unreturned() > 0) return 'threads';
    const nowMs = performance.now();
    const dueMs = cost.observed < 3 && cost.holdMs < SECOND_LOOK_MS ? 0 : cost.holdMs / LOOK_SHARE;
    if (nowMs - cost.lastLookMs < dueMs) return 'threads';
    cost.lastLookMs = nowMs;
    return 'here';
  }

  /** Time for each job if the threads take them, ms. */
  private threadsMs(cost: TaskCost): number {
    const { threads } = this.sides;
    if (cost.laneBatches < BATCHES) return (Math.max(cost.run.meanMs, cost.holdMs) + CARRY_MS) / threads;
    const nowMs = performance.now();
    if (cost.laneSinceMs === 0) cost.laneSinceMs = nowMs;
    const measured = cost.lane.meanMs / threads;
    if (measured * MARGIN < cost.holdMs) {
      cost.reprobeMs = RECENT_MS;
    } else if (nowMs - cost.laneSinceMs > cost.reprobeMs) {
      cost.reprobeMs = Math.min(MAX_REPROBE_MS, 2 * cost.reprobeMs);
      cost.lane = new NewEstimate();
      cost.laneBatches = 0;
      cost.laneSinceMs = 0;
    }
    return measured;
  }

  private spend(cost: TaskCost, heldMs: number): void {
    const nowMs = performance.now();
    if (nowMs - cost.spentAtMs > RECENT_MS) cost.spentMs = 0;
    cost.spentMs += heldMs;
    cost.spentAtMs = nowMs;
    // A long task will come again: its thread starts before it does.
    if (cost.holdUpperMs > this.limitOf(cost) && this.sides.readyThreads() === 0) this.sides.openThreads();
  }

  private markLoop(): void {
    this.mark = performance.eventLoopUtilization();
    this.syncSinceMs = 0;
  }
}

function items(job: Job): number {
  return job.bulk ? Math.max(1, job.args.length) : 1;
}
