import type { ExecutorStats } from '../executor/stats.ts';
import type { TaskIdentity } from '../task/task-identity.ts';
import type { Estimate } from './estimate.ts';
import type { Job } from './job.ts';

/** What executors and maps need of a scheduler, or of a pair of them. */
export interface JobHost {
  /** The greatest number of jobs that run at the same time. */
  readonly concurrency: number;
  /** Estimated run time of a batch, ms; absent: short. */
  readonly batchMs?: number;
  /** What a message to a lane and back costs, ms; absent: nothing to speak of. */
  readonly carryMs?: number;
  /** The lanes that jobs of a task may use now. */
  lanesFor(task: TaskIdentity): number;
  estimateOf(task: TaskIdentity): Estimate;
  enqueue(job: Job): void;
  cancel(job: Job, reason: unknown): void;
  ready(): Promise<void>;
  /** Lets idle lanes keep the process alive from now on, until they are closed: to let go costs a lone job time. */
  stay(): void;
  stats(): ExecutorStats;
  close(graceMs: number): Promise<void>;
}
