import { effectiveCores } from '../../executor/effective-cores.ts';
import type { ExecutorOptions } from '../../executor/options.ts';
import type { ExecutorStats } from '../../executor/stats.ts';
import type { Estimate } from '../../scheduler/estimate.ts';
import type { JobHost } from '../../scheduler/job-host.ts';
import type { Job } from '../../scheduler/job.ts';
import { Observer } from '../../scheduler/observer.ts';
import { Scheduler, type SchedulerOptions, type Shared } from '../../scheduler/scheduler.ts';
import type { TaskIdentity } from '../../task/task-identity.ts';
import { LocalTransport } from '../local/local-transport.ts';
import { ThreadTransport } from '../threads/thread-transport.ts';
import { Placement } from './placement.ts';

/** Slots of this event loop, as `async` has them. */
const SLOTS = 64;
/** ms that this event loop may be held in one turn. */
const LOOP_BUDGET_MS = 10;

/**
 * Two schedulers as one: slots of this event loop, and threads; a job moves between them until it is sent.
 *
 *     submit, map -> here (slots) <-- placement --> away (threads)
 *                         `------ estimates -------'
 *
 * A turn of this loop is half a budget of jobs and the last job, which is no longer than the other half.
 */
export class AutoScheduler implements JobHost {
  readonly concurrency: number;
  private readonly here: Scheduler;
  private readonly away: Scheduler;
  private readonly placement: Placement;

  /** @param base - the checked options; `concurrency` is undefined where the caller gave none */
  constructor(
    options: ExecutorOptions,
    base: Omit<SchedulerOptions, 'concurrency'>,
    concurrency: number | undefined,
  ) {
    const slots = concurrency ?? SLOTS;
    const threads = Math.min(concurrency ?? Infinity, effectiveCores());
    const turnMs = (options.loopBudget ?? LOOP_BUDGET_MS) / 2;
    const limit = concurrency ?? Infinity;
    this.concurrency = concurrency ?? slots + threads;
    const shared: Shared = {
      observer: new Observer(base.model, base.trace),
      estimates: new Map(),
    };
    this.placement = new Placement(
      {
        slots,
        threads,
        readyThreads: () => this.away.readyLanes,
        takesMore: (job) => this.away.hasRoom(job),
        openThreads: (count) => this.away.openAhead(count),
        waiting: () => this.here.waiting + this.away.waiting,
        underWay: () => this.here.busyLanes + this.away.busyLanes,
        unreturned: () => this.here.busyLanes - this.placement.pendingHere,
        wake: () => this.here.wake(),
      },
      turnMs,
      (task) => this.here.estimateOf(task),
    );
    const { placement } = this;
    this.here = new Scheduler(
      new LocalTransport(options.initialize, undefined, turnMs, placement),
      {
        ...base,
        concurrency: slots,
        pairing: { peer: () => this.away, place: (job) => placement.placeHere(job), limit },
      },
      shared,
    );
    this.away = new Scheduler(
      new ThreadTransport(options),
      {
        ...base,
        concurrency: threads,
        firstLane: slots,
        pairing: {
          peer: () => this.here,
          place: (job) => placement.placeAway(job),
          refused: (job) => this.keepHere(job),
          carried: (batch) => placement.carried(batch),
          started: (startMs) => placement.started(startMs),
          limit,
        },
      },
      shared,
    );
  }

  lanesFor(task: TaskIdentity): number {
    const { observed, waits } = this.placement.costOf(task);
    return observed === 0 || waits ? this.here.concurrency : this.away.concurrency;
  }

  estimateOf(task: TaskIdentity): Estimate {
    return this.here.estimateOf(task);
  }

  enqueue(job: Job): void {
    this.here.enqueue(job);
  }

  cancel(job: Job, reason: unknown): void {
    (job.moved ? this.away : this.here).cancel(job, reason);
  }

  stay(): void {
    this.here.stay();
    this.away.stay();
  }

  async ready(): Promise<void> {
    await Promise.all([this.here.ready(), this.away.ready()]);
  }

  stats(): ExecutorStats {
    return this.here.stats();
  }

  async close(graceMs: number): Promise<void> {
    await Promise.all([this.here.close(graceMs), this.away.close(graceMs)]);
  }

  /** What cannot cross runs here, whatever it costs. */
  private keepHere(job: Job): boolean {
    this.placement.costOf(job.task).pinned = true;
    return true;
  }
}
