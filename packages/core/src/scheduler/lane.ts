// More than 300 lines: what was sent is two rings, of jobs and of batches, whose heads move together; sending, answers, recalls, time
// limits and death are each one way to move them.
import type { LaneExit } from '../errors/executor-error.ts';
import type { LaneStats } from '../executor/stats.ts';
import type { BulkResult } from '../wire/messages.ts';
import type { TaskIdentity } from '../task/task-identity.ts';
import type { Job } from './job.ts';
import { Ring } from './ring.ts';
import type { LaneHost, LaneLink, Transport } from './transport.ts';

/** At most this many batches are on their way to a lane. */
const CREDITS = 2;
/** Timers of Node take no longer delay. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** What a lane tells the scheduler. */
export interface LaneOwner {
  /** Lanes keep this process alive while they are idle. */
  readonly stays: boolean;
  laneReady(lane: Lane): void;
  /** A batch came to its end, or a retiring lane ran dry: there may be room for another. */
  laneAdvanced(lane: Lane): void;
  laneDied(lane: Lane, exit: LaneExit, left: readonly Job[], begun: boolean): void;
  jobFulfilled(lane: Lane, job: Job, value: unknown, startMs: number, runMs: number): void;
  jobRejected(lane: Lane, job: Job, error: unknown, startMs: number, runMs: number): void;
  /** Jobs that were not begun come back, in the order in which they were sent. */
  jobsReturned(jobs: readonly Job[]): void;
  jobTimedOut(job: Job): void;
  /** Rejects a job now, and asks its lane to end it. */
  cancel(job: Job, reason: unknown): void;
  /** A batch came to its end. */
  batchEnded(batch: CarriedBatch): void;
}

/** What it took to have a batch run on a lane. */
export interface CarriedBatch {
  /** Its only task; undefined if there were several. */
  readonly task: TaskIdentity | undefined;
  readonly items: number;
  /** Time of this thread to send it, ms. */
  readonly sendMs: number;
  /** Time that the lane was occupied by it, carrying included, ms. */
  readonly laneMs: number;
  /** Time that the lane had been occupied before it, ms: its first jobs also load modules and compile them. */
  readonly usedMs: number;
}

interface SentBatch {
  /** Sequence number after its last job. */
  readonly end: number;
  readonly loadMs: number;
  readonly first: Job;
  readonly mixed: boolean;
  readonly items: number;
  readonly sentMs: number;
  readonly sendMs: number;
}

/** One place where jobs run, and the jobs that are on their way to it. */
export class Lane implements LaneHost {
  readonly id: number;
  state: 'starting' | 'ready' | 'retiring' | 'ended' = 'starting';
  private readonly owner: LaneOwner;
  private readonly link: LaneLink;
  private readonly sent = new Ring<Job>();
  private readonly batches = new Ring<SentBatch>();
  private returned: Job[] = [];
  private readonly openedMs = performance.now();
  /** How long it took to start, ms. */
  startMs = 0;
  private nextSequence = 0;
  private headSequence = 0;
  private loadMs = 0;
  private busyMs = 0;
  private jobs = 0;
  private timer: NodeJS.Timeout | undefined;
  private held = true;
  private batchEndMs = 0;
  /** Time that it was occupied by the batches that have ended, ms. */
  private usedMs = 0;

  constructor(id: number, transport: Transport, owner: LaneOwner) {
    this.id = id;
    this.owner = owner;
    this.link = transport.open(id, this);
  }

  get idle(): boolean {
    return this.sent.length === 0;
  }

  /** Number of jobs that were ever sent to it. */
  get used(): number {
    return this.nextSequence;
  }

  /** Jobs that are running or on their way. */
  get inFlight(): number {
    return this.sent.length;
  }

  /** Tells whether it takes another batch now: at once when idle, else only while little work is before it. */
  hasCredit(prefetchMs: number): boolean {
    if (this.state !== 'ready') return false;
    return this.idle || (this.batches.length < CREDITS && this.loadMs <= prefetchMs);
  }

  /**
   * Sends a batch.
   * @throws whatever the wire throws where a value cannot cross; then nothing was sent
   */
  send(jobs: readonly Job[], loadMs: number): void {
    const wasIdle = this.idle;
    const first = jobs[0] as Job;
    let items = 0;
    let mixed = false;
    for (const [index, job] of jobs.entries()) {
      job.sequence = this.nextSequence + index;
      items += job.bulk ? job.args.length : 1;
      mixed ||= job.task !== first.task;
    }
    const sentMs = performance.now();
    this.link.send(jobs);
    const sendMs = performance.now() - sentMs;
    for (const job of jobs) {
      job.state = 'sent';
      this.sent.push(job);
    }
    this.nextSequence += jobs.length;
    this.loadMs += loadMs;
    this.batches.push({ end: this.nextSequence, loadMs, first, mixed, items, sentMs, sendMs });
    if (wasIdle) {
      this.hold(true);
      this.watchHead();
    }
  }

  refusal(job: Job, reason: unknown): unknown {
    return this.link.refusal(job, reason);
  }

  /** Gives up a job whose caller was already told: passed over if it has not begun, else asked to end and then killed. */
  abandon(job: Job, reason: unknown): void {
    if (this.link.take(job.sequence)) return;
    this.link.abort(job.sequence, reason);
    if (job.sequence === this.headSequence) this.watchHead();
  }

  /** Tells whether a job is on its way to this lane, or runs on it. */
  has(job: Job): boolean {
    return this.sent.at(job.sequence - this.headSequence) === job;
  }

  /** The jobs on their way that still have a caller. */
  *unsettled(): Generator<Job> {
    for (let index = 0; index < this.sent.length; index++) {
      const job = this.sent.at(index) as Job;
      if (job.state !== 'settled') yield job;
    }
  }

  /** Takes no more jobs; ends when those on their way have ended. */
  retire(): void {
    if (this.state === 'ready') this.state = 'retiring';
  }

  /** Asks for the jobs back that have not begun. */
  recall(): void {
    if (!this.idle) this.link.recall();
  }

  kill(): void {
    this.retire();
    this.link.kill();
  }

  /** Ends an idle lane. */
  async close(): Promise<void> {
    this.state = 'ended';
    clearTimeout(this.timer);
    await this.link.close();
  }

  hold(alive: boolean): void {
    if (this.held === alive || (!alive && this.owner.stays)) return;
    this.held = alive;
    this.link.hold(alive);
  }

  stats(nowMs: number): LaneStats {
    const state = this.state === 'ended' ? 'retiring' : this.state;
    const aliveMs = nowMs - this.openedMs;
    return {
      id: this.id,
      state,
      jobs: this.jobs,
      utilization: aliveMs > 0 ? Math.min(1, this.busyMs / aliveMs) : 0,
    };
  }

  ready(): void {
    if (this.state !== 'starting') return;
    this.state = 'ready';
    this.startMs = performance.now() - this.openedMs;
    this.owner.laneReady(this);
  }

  fulfilled(value: unknown, startMs: number, runMs: number): void {
    const job = this.takeHead(runMs);
    this.owner.jobFulfilled(this, job, value, startMs, runMs);
    this.advance();
  }

  rejected(error: unknown, startMs: number, runMs: number): void {
    const job = this.takeHead(runMs);
    this.owner.jobRejected(this, job, error, startMs, runMs);
    this.advance();
  }

  bulk(result: BulkResult, startMs: number, runMs: number): void {
    this.fulfilled(result, startMs, runMs);
  }

  skipped(): void {
    this.returned.push(this.takeHead(0));
    this.advance();
  }

  report(sequence: number, value: unknown): void {
    const job = this.sent.at(sequence - this.headSequence);
    if (job === undefined || job.state === 'settled') return;
    try {
      job.call.onReport?.(value);
    } catch (error) {
      this.owner.cancel(job, error);
    }
  }

  died(exit: LaneExit, begun: boolean): void {
    if (this.state === 'ended') return;
    clearTimeout(this.timer);
    const left: Job[] = [];
    this.giveBack();
    for (let job = this.sent.shift(); job !== undefined; job = this.sent.shift()) left.push(job);
    const starting = this.state === 'starting';
    this.state = 'ended';
    this.owner.laneDied(this, exit, left, begun && !starting);
  }

  /** Once a batch, as jobs that come back one by one would come in reverse. */
  private giveBack(): void {
    if (this.returned.length === 0) return;
    const jobs = this.returned;
    this.returned = [];
    this.owner.jobsReturned(jobs);
  }

  private takeHead(runMs: number): Job {
    this.jobs++;
    this.busyMs += runMs;
    this.headSequence++;
    return this.sent.shift() as Job;
  }

  private advance(): void {
    this.watchHead();
    const batch = this.batches.at(0) as SentBatch;
    if (this.headSequence < batch.end) return;
    this.batches.shift();
    this.giveBack();
    this.loadMs -= batch.loadMs;
    this.tellCarried(batch);
    if (this.idle) {
      this.loadMs = 0;
      this.hold(false);
    }
    this.owner.laneAdvanced(this);
  }

  private tellCarried({ first, mixed, items, sentMs, sendMs }: SentBatch): void {
    const nowMs = performance.now();
    const laneMs = nowMs - Math.max(sentMs, this.batchEndMs);
    this.batchEndMs = nowMs;
    const task = mixed ? undefined : first.task;
    const { usedMs } = this;
    this.usedMs += laneMs;
    this.owner.batchEnded({ task, items, sendMs, laneMs, usedMs });
  }

  /** Watches the job that is running now: its timeout, or the grace of one that was given up. */
  private watchHead(): void {
    if (this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    const job = this.sent.at(0);
    if (job === undefined) return;
    if (job.state === 'settled') this.after(job.call.grace, () => this.killUnlessEnded(job));
    else if (job.call.timeout !== undefined) this.after(job.call.timeout, () => this.owner.jobTimedOut(job));
  }

  /** The job's end may lie unread in a pipe: what has come is read before the lane is killed, and with it the next job. */
  private killUnlessEnded(job: Job): void {
    setImmediate(() => {
      if (this.state !== 'ended' && this.sent.at(0) === job) this.kill();
    });
  }

  private after(delayMs: number, act: () => void): void {
    if (delayMs <= MAX_DELAY_MS) this.timer = setTimeout(act, delayMs);
  }
}
