// More than 300 lines: one class decides where each job goes. A submit, an answer, a crash, a retry, a timer and close() all change one
// queue and one set of lanes, and each may be what starts the next dispatch; what has a state of its own is a file beside it.
import {
  ExecutorError,
  ExecutorClosed,
  LaneCrashed,
  QueueFull,
  TimedOut,
  type LaneExit,
} from '../errors/executor-error.ts';
import type { ExecutorStats } from '../executor/stats.ts';
import type { TaskIdentity } from '../task/task-identity.ts';
import type { BulkResult } from '../wire/messages.ts';
import { BackOff, backOffMs } from './back-off.ts';
import { Estimate } from './estimate.ts';
import type { JobHost } from './job-host.ts';
import type { Job } from './job.ts';
import { Lane, type CarriedBatch, type LaneOwner } from './lane.ts';
import { Observer } from './observer.ts';
import { PriorityQueue } from './priority-queue.ts';
import { SignalHub } from './signal-hub.ts';
import { soon } from './soon.ts';
import type { Transport } from './transport.ts';

/** Where a transport does not say otherwise. */
const BATCH_MS = 1;
const PREFETCH_MS = 2;
/** Most jobs of one batch, as the threads' journal holds two. */
const MAX_BATCH = 1024;
/** After so many lanes in a row that could not start, the waiting jobs are told. */
const START_ATTEMPTS = 3;

/** A bulk job's mean run time counts as much as this many single samples. */
const BULK_SAMPLES = 64;

const NO_ARGS: readonly unknown[] = [];

/** Reading it is slow. */
const EPOCH_MS = performance.timeOrigin;

/** What a scheduler is made with; all checked. */
export interface SchedulerOptions {
  readonly concurrency: number;
  readonly maxQueue: number;
  readonly maxJobsPerLane: number;
  /** ms */
  readonly idleTimeout: number;
  readonly trace: boolean;
  readonly model: string;
  /** Number of the first lane; default 0. */
  readonly firstLane?: number;
  /** The other scheduler of a pair, and where each job goes. */
  readonly pairing?: Pairing;
}

/** How two schedulers share their jobs: each has lanes of its own, and a job may move until it is sent. */
export interface Pairing {
  /** The other one; it exists when the first job comes. */
  readonly peer: () => Scheduler;
  /** Says what becomes of the job at the head of the queue: it runs on these lanes, waits, or moves to the peer. */
  readonly place: (job: Job) => 'run' | 'hold' | 'move';
  /** Told of a job whose arguments cannot cross; true if it was moved to the peer instead of being refused. */
  readonly refused?: (job: Job) => boolean;
  /** Told what it took to have a batch run. */
  readonly carried?: (batch: CarriedBatch) => void;
  /** Told how long a lane took to start, ms. */
  readonly started?: (startMs: number) => void;
  /** Most lanes of both that are busy at the same time. */
  readonly limit: number;
}

/** What two schedulers of a pair know together. */
export interface Shared {
  readonly observer: Observer;
  readonly estimates: Map<number, Estimate>;
}

/*
 * Longer than 300 lines: what a job may meet at one moment (a cancel, a dead lane, a close) must be decided in one place.
 */

/**
 * Queue, priorities, batching, cancellation, retries and recovery, for every transport.
 *
 * A lane has at most two batches on their way. What is submitted while both are out waits in the queue, and leaves as one
 * batch when a reply comes: an idle lane gets a job within the same turn, a busy one gets larger and larger batches.
 */
export class Scheduler implements LaneOwner, JobHost {
  readonly options: SchedulerOptions;
  private readonly transport: Transport;
  readonly batchMs: number;
  readonly carryMs: number;
  private readonly prefetchMs: number;
  private readonly queue = new PriorityQueue<Job>();
  private readonly signals = new SignalHub((job, reason) => this.cancel(job, reason));
  private readonly estimates: Map<number, Estimate>;
  private readonly observer: Observer;
  private readonly backOff = new BackOff();
  private readonly lanes = new Set<Lane>();
  private readonly idleTimers = new Map<Lane, NodeJS.Timeout>();
  private readyWaiters: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  private freeIds: number[] = [];
  private lanesOpened = 0;
  private queued = 0;
  private startFailures = 0;
  private turn = false;
  private turnMs = 0;
  /** Idle lanes keep the process alive. */
  stays = false;
  private closeRequested = false;
  private closing: Promise<void> | undefined;
  private drained: (() => void) | undefined;

  constructor(transport: Transport, options: SchedulerOptions, shared?: Shared) {
    this.transport = transport;
    this.batchMs = transport.batchMs ?? BATCH_MS;
    this.carryMs = transport.carryMs ?? 0;
    this.prefetchMs = transport.prefetchMs ?? PREFETCH_MS;
    this.options = options;
    this.observer = shared?.observer ?? new Observer(options.model, options.trace);
    this.estimates = shared?.estimates ?? new Map();
  }

  get concurrency(): number {
    return this.options.concurrency;
  }

  get closed(): boolean {
    return this.closeRequested;
  }

  /** Jobs that wait. */
  get waiting(): number {
    return this.queued;
  }

  get busyLanes(): number {
    let busy = 0;
    for (const lane of this.lanes) if (!lane.idle) busy++;
    return busy;
  }

  /** Tells whether a lane would take one more job like this now, besides those that wait already. */
  hasRoom(job: Job): boolean {
    const ahead = this.mayGoAhead(job);
    let lanes = 0;
    for (const lane of this.lanes) {
      if (lane.state === 'ready' && (lane.idle || (ahead && lane.hasCredit(this.prefetchMs)))) lanes++;
    }
    // A bulk job travels alone.
    return this.queued < lanes * (job.bulk ? 1 : Math.max(1, Math.floor(this.batchMs / this.loadOf(job))));
  }

  /** The lanes that jobs of a task may use. */
  lanesFor(_task: TaskIdentity): number {
    return this.options.concurrency;
  }

  /** The running estimate of a task's run time. */
  estimateOf(task: TaskIdentity): Estimate {
    let estimate = this.estimates.get(task.id);
    if (estimate === undefined) {
      estimate = new Estimate();
      this.estimates.set(task.id, estimate);
    }
    return estimate;
  }

  /** Queues a job; its sink is told how it ended, never before this returns. */
  enqueue(job: Job): void {
    this.schedule();
    job.queuedMs = this.turnMs;
    const refusal = this.refusal(job);
    if (refusal !== undefined) {
      job.state = 'settled';
      queueMicrotask(() => job.sink.reject(refusal.error, job));
      return;
    }
    if (job.call.signal !== undefined) this.signals.add(job, job.call.signal);
    this.queue.push(job);
    this.queued++;
  }

  /** Takes a job over from the peer, as the last of its priority. */
  adopt(job: Job): void {
    if (job.call.signal !== undefined) this.signals.add(job, job.call.signal);
    job.moved = !job.moved;
    this.queue.push(job);
    this.queued++;
    if (this.closed) this.rejectQueued(() => new ExecutorClosed());
    else this.schedule();
  }

  /** Opens lanes up to a number before a job needs them. */
  openAhead(lanes: number): void {
    if (this.closed) return;
    this.openUpTo(Math.min(lanes, this.options.concurrency));
    this.openLanes();
  }

  /** Looks at the queue again at the end of this turn: what a placement depends on has changed. */
  wake(): void {
    if (!this.closed) this.schedule();
  }

  /** Gives a job up: rejects it now, and takes it from the queue or its lane. */
  cancel(job: Job, reason: unknown): void {
    if (job.state === 'settled') return;
    const { state } = job;
    this.settle(job);
    if (state === 'queued') this.queued--;
    else this.laneOf(job)?.abandon(job, reason);
    this.observer.failed();
    job.sink.reject(reason, job);
  }

  /** Opens every lane; rejects if one cannot start. */
  async ready(): Promise<void> {
    if (this.closed) throw new ExecutorClosed();
    this.startFailures = 0;
    while (this.lanes.size < this.options.concurrency) this.openLane();
    if ([...this.lanes].every((lane) => lane.state === 'ready')) return;
    await new Promise<void>((resolve, reject) => this.readyWaiters.push({ resolve, reject }));
  }

  stay(): void {
    this.stays = true;
  }

  stats(): ExecutorStats {
    const peer = this.options.pairing?.peer();
    const lanes = [...this.lanes, ...(peer?.lanes ?? [])];
    const running = lanes.reduce((sum, lane) => sum + lane.inFlight, 0);
    return this.observer.stats(this.queued + (peer?.queued ?? 0), running, lanes);
  }

  /** Rejects what waits, waits for what runs, ends the lanes. */
  close(graceMs: number): Promise<void> {
    this.closeRequested = true;
    this.closing ??= this.end();
    if (graceMs < 2 ** 31) {
      const timer = setTimeout(() => this.abortRunning(), graceMs);
      void this.closing.finally(() => clearTimeout(timer));
    }
    return this.closing;
  }

  laneReady(lane: Lane): void {
    this.startFailures = 0;
    this.observer.laneOpened(lane.id);
    this.options.pairing?.started?.(lane.startMs);
    if ([...this.lanes].every((other) => other.state === 'ready')) {
      for (const waiter of this.readyWaiters.splice(0)) waiter.resolve();
    }
    this.dispatch();
    if (!lane.idle) return;
    lane.hold(false);
    this.rest(lane);
  }

  laneAdvanced(lane: Lane): void {
    if (this.drained !== undefined) {
      if (lane.idle) this.drained();
      return;
    }
    if (lane.state === 'retiring' && lane.idle) void this.endLane(lane);
    this.schedule();
    if (lane.idle) this.rest(lane);
    const peer = this.options.pairing?.peer();
    if (peer !== undefined && (this.limited || peer.queued > 0)) peer.schedule();
  }

  laneDied(lane: Lane, exit: LaneExit, left: readonly Job[], begun: boolean): void {
    const starting = !this.observer.wasOpened(lane.id);
    this.forget(lane);
    this.observer.laneEnded(lane.id, exit);
    for (const job of left.slice(begun ? 1 : 0).toReversed())
      if (job.call.transfer === undefined) this.requeue(job);
      // What it was given moved to the lane, and is gone with it.
      else this.lost(job, exit);
    if (begun && left[0] !== undefined) this.lost(left[0], exit);
    if (starting) this.startFailed(exit);
    if (this.drained !== undefined) this.drained();
    else this.schedule();
  }

  jobFulfilled(lane: Lane, job: Job, value: unknown, startMs: number, runMs: number): void {
    if (!job.bulk) job.estimate.add(runMs);
    else job.estimate.add(runMs / Math.max(1, (value as BulkResult).values.length), BULK_SAMPLES);
    this.observer.ran(lane.id, job, startMs, runMs, true);
    if (job.state === 'settled') return;
    this.settle(job);
    this.observer.fulfilled(job.bulk ? (value as BulkResult).values.length : 1);
    job.sink.fulfil(value, job);
  }

  jobRejected(lane: Lane, job: Job, error: unknown, startMs: number, runMs: number): void {
    this.observer.ran(lane.id, job, startMs, runMs, false);
    if (job.state !== 'settled') this.failOrRetry(job, error, runMs);
  }

  jobsReturned(jobs: readonly Job[]): void {
    for (const job of jobs.toReversed()) this.requeue(job);
  }

  jobTimedOut(job: Job): void {
    this.cancel(job, new TimedOut(job.call.timeout as number));
  }

  batchEnded(batch: CarriedBatch): void {
    this.options.pairing?.carried?.(batch);
  }

  private refusal(job: Job): { readonly error: unknown } | undefined {
    if (this.closed) return { error: new ExecutorClosed() };
    if (job.call.signal?.aborted === true) return { error: job.call.signal.reason as unknown };
    const { maxQueue, concurrency, pairing } = this.options;
    if (maxQueue === Infinity) return undefined;
    const peer = pairing?.peer();
    const lanes = Math.min(concurrency + (peer?.concurrency ?? 0), pairing?.limit ?? Infinity);
    const queued = this.queued + (peer?.queued ?? 0);
    if (queued < maxQueue + lanes - this.busyLanes - (peer?.busyLanes ?? 0)) return undefined;
    return {
      error: new QueueFull(
        `${maxQueue} jobs wait already (maxQueue), and each lane has one: wait for some to end`,
      ),
    };
  }

  /** Looks at the queue once at the end of this turn, however many jobs come in it. */
  private schedule(): void {
    if (this.turn) return;
    this.turn = true;
    this.turnMs = EPOCH_MS + performance.now();
    soon(() => this.dispatch());
  }

  private dispatch(): void {
    this.turn = false;
    const { pairing } = this.options;
    for (;;) {
      const head = this.dropSettled();
      if (head === undefined || this.drained !== undefined) break;
      const place = pairing?.place(head) ?? 'run';
      if (place === 'hold') return;
      if (place === 'move') {
        this.handOver(head);
        continue;
      }
      const lane = this.laneWithCredit();
      if (lane === undefined) break;
      this.sendBatch(lane);
    }
    this.openLanes();
  }

  /** Gives the head of the queue to the peer. */
  private handOver(head: Job): void {
    this.queue.shift();
    this.queued--;
    if (head.call.signal !== undefined) this.signals.remove(head, head.call.signal);
    this.options.pairing?.peer().adopt(head);
  }

  /** Both schedulers of a pair share a number of lanes. */
  private get limited(): boolean {
    return (this.options.pairing?.limit ?? Infinity) < Infinity;
  }

  private get full(): boolean {
    const { pairing } = this.options;
    return (
      pairing !== undefined && this.limited && this.busyLanes + pairing.peer().busyLanes >= pairing.limit
    );
  }

  /** The next job that still has a caller. */
  private dropSettled(): Job | undefined {
    let job = this.queue.peek();
    while (job?.state === 'settled') {
      this.queue.shift();
      job = this.queue.peek();
    }
    return job;
  }

  private laneWithCredit(): Lane | undefined {
    let busy: Lane | undefined;
    const { full } = this;
    for (const lane of this.lanes) {
      if (lane.state !== 'ready') continue;
      if (lane.idle) {
        if (full) continue;
        return lane;
      }
      if (this.transport.batching && busy === undefined && lane.hasCredit(this.prefetchMs)) busy = lane;
    }
    // Work is sent ahead only where every lane has some, so a job never waits behind another while a lane could take it.
    return this.mayGoAhead(this.queue.peek() as Job) ? busy : undefined;
  }

  /** Tells whether a job is so short that it may wait behind another on its lane. */
  private mayGoAhead({ estimate, call }: Job): boolean {
    return estimate.known && estimate.upperMs <= this.prefetchMs && call.transfer === undefined;
  }

  private sendBatch(lane: Lane): void {
    const left = this.options.maxJobsPerLane - lane.used;
    const { jobs, loadMs } = this.takeBatch(left);
    try {
      lane.send(jobs, loadMs);
    } catch (error) {
      this.refused(lane, jobs, error);
      return;
    }
    this.observer.sent(lane.id, jobs);
    if (lane.used >= this.options.maxJobsPerLane) lane.retire();
  }

  /** Takes jobs from the queue as long as they are short, and no more than this lane's fair share of what waits. */
  private takeBatch(most: number): { jobs: Job[]; loadMs: number } {
    const first = this.queue.shift() as Job;
    const jobs = [first];
    let loadMs = this.loadOf(first);
    if (this.transport.batching && isBatchable(first)) {
      const share = Math.ceil(this.queued / Math.max(1, this.readyLanes));
      const limit = Math.min(MAX_BATCH, share, most, first.call.batch);
      while (jobs.length < limit) {
        const job = this.dropSettled();
        if (job === undefined || !isBatchable(job) || job.call.batch <= jobs.length) break;
        const nextMs = loadMs + job.estimate.upperMs;
        if (nextMs > this.batchMs && job.call.batch === Infinity) break;
        loadMs = nextMs;
        jobs.push(this.queue.shift() as Job);
      }
    }
    this.queued -= jobs.length;
    return { jobs, loadMs };
  }

  private loadOf(job: Job): number {
    return job.estimate.upperMs * (job.bulk ? job.args.length : 1);
  }

  /** Lanes that take jobs now. */
  get readyLanes(): number {
    let ready = 0;
    for (const lane of this.lanes) if (lane.state === 'ready') ready++;
    return ready;
  }

  /** One value that cannot cross spoils its whole batch: the jobs then travel alone, and the culprit is found. */
  private refused(lane: Lane, jobs: readonly Job[], error: unknown): void {
    const [first] = jobs as [Job];
    if (jobs.length === 1) {
      if (this.options.pairing?.refused?.(first) === true) {
        if (first.call.signal !== undefined) this.signals.remove(first, first.call.signal);
        this.options.pairing.peer().adopt(first);
        return;
      }
      const refusal = lane.refusal(first, error);
      this.settle(first);
      this.observer.failed();
      first.sink.reject(refusal, first);
      return;
    }
    for (const job of jobs.toReversed()) {
      job.alone = true;
      this.requeue(job);
    }
  }

  private requeue(job: Job): void {
    if (job.state === 'settled') return;
    job.state = 'queued';
    this.queue.unshift(job);
    this.queued++;
  }

  private lost(job: Job, exit: LaneExit): void {
    if (job.state !== 'settled') this.failOrRetry(job, crashed(exit), undefined);
  }

  private failOrRetry(job: Job, error: unknown, runMs: number | undefined): void {
    job.attempts++;
    if (runMs !== undefined) job.estimate.add(runMs);
    if (job.attempts <= job.call.retries && !this.closed) {
      if (job.call.backoff === 0) this.requeue(job);
      else this.retryLater(job, backOffMs(job.call.backoff, job.attempts));
      return;
    }
    this.settle(job);
    this.observer.failed();
    job.sink.reject(error, job);
  }

  /** A job that waits to run again counts as queued, and can be cancelled as such. */
  private retryLater(job: Job, delayMs: number): void {
    job.state = 'queued';
    this.queued++;
    this.backOff.wait(job, delayMs, () => {
      if (job.state === 'settled') return;
      this.queue.push(job);
      this.schedule();
    });
  }

  private settle(job: Job): void {
    job.state = 'settled';
    if (!job.bulk) job.args = NO_ARGS;
    if (job.call.signal !== undefined) this.signals.remove(job, job.call.signal);
  }

  /** Opens as many lanes as there are jobs without one. */
  private openLanes(): void {
    if (this.closed) return;
    let wanted = this.transport.instant === true ? Math.min(1, this.queued) : this.queued;
    for (const lane of this.lanes) if (lane.state === 'starting') wanted--;
    if (this.startFailures > 0 && this.readyLanes > 0)
      wanted = Math.min(wanted, START_ATTEMPTS - this.startFailures);
    this.openUpTo(Math.min(this.options.concurrency, this.lanes.size + wanted));
    for (const lane of this.lanes)
      if (lane.state === 'starting') lane.hold(this.queued > 0 || this.readyWaiters.length > 0);
  }

  private openUpTo(lanes: number): void {
    try {
      while (this.lanes.size < lanes) this.openLane();
    } catch (cause) {
      this.startFailed({ exitCode: null, signal: null, cause });
    }
  }

  /** @throws {ExecutorError} where the transport opens none */
  private openLane(): void {
    const id = this.freeIds.pop() ?? (this.options.firstLane ?? 0) + this.lanesOpened++;
    try {
      this.lanes.add(new Lane(id, this.transport, this));
    } catch (error) {
      this.freeIds.push(id);
      throw error;
    }
  }

  private forget(lane: Lane): void {
    this.lanes.delete(lane);
    this.freeIds.push(lane.id);
    clearTimeout(this.idleTimers.get(lane));
    this.idleTimers.delete(lane);
  }

  private startFailed(exit: LaneExit): void {
    this.startFailures++;
    if (this.startFailures < START_ATTEMPTS && exit.cause === undefined) return;
    if (this.readyLanes > 0) return;
    this.startFailures = 0;
    const error = (): Error =>
      exit.cause instanceof ExecutorError ? exit.cause : crashed(exit, 'no lane could start');
    for (const waiter of this.readyWaiters.splice(0)) waiter.reject(error());
    this.rejectQueued(error);
  }

  private rejectQueued(reason: () => unknown): void {
    for (const job of this.backOff.drain()) this.queue.push(job);
    for (let job = this.queue.shift(); job !== undefined; job = this.queue.shift()) {
      if (job.state === 'settled') continue;
      this.queued--;
      this.settle(job);
      this.observer.failed();
      job.sink.reject(reason(), job);
    }
  }

  /** Ends a lane that nobody needs after a while. */
  private rest(lane: Lane): void {
    const { idleTimeout } = this.options;
    if (idleTimeout > 2 ** 31 - 1) return;
    const running = this.idleTimers.get(lane);
    if (running !== undefined) {
      running.refresh();
      return;
    }
    const timer = setTimeout(() => {
      if (lane.idle && lane.state === 'ready') void this.endLane(lane);
    }, idleTimeout);
    this.idleTimers.set(lane, timer.unref());
  }

  private async endLane(lane: Lane): Promise<void> {
    this.forget(lane);
    this.observer.laneEnded(lane.id, undefined);
    await lane.close();
  }

  private laneOf(job: Job): Lane | undefined {
    for (const lane of this.lanes) if (lane.has(job)) return lane;
    return undefined;
  }

  private abortRunning(): void {
    const reason = new ExecutorClosed('the executor was closed while the job ran');
    for (const lane of this.lanes) for (const job of lane.unsettled()) this.cancel(job, reason);
  }

  private async end(): Promise<void> {
    const closed = new ExecutorClosed();
    this.rejectQueued(() => closed);
    for (const waiter of this.readyWaiters.splice(0)) waiter.reject(closed);
    for (const lane of this.lanes) lane.recall();
    while ([...this.lanes].some((lane) => !lane.idle)) {
      await new Promise<void>((resolve) => {
        this.drained = resolve;
      });
      // Jobs that a dead or overrun lane gave back have nowhere to go.
      this.rejectQueued(() => closed);
    }
    await Promise.all([...this.lanes].map((lane) => this.endLane(lane)));
  }
}

function isBatchable(job: Job): boolean {
  // What moves to a lane cannot be given back, so it waits behind nothing there.
  if (job.bulk || job.alone || job.call.transfer !== undefined) return false;
  return job.estimate.known || job.call.batch !== Infinity;
}

function crashed(exit: LaneExit, what = 'the lane ended while the job ran on it'): LaneCrashed {
  const how = exit.signal === null ? `exit code ${exit.exitCode ?? 'unknown'}` : exit.signal;
  const why = exit.cause instanceof Error ? `: ${exit.cause.name}: ${exit.cause.message}` : '';
  return new LaneCrashed(`${what} (${how})${why}`, exit);
}
