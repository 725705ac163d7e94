import type { Executor, MapResult } from '../executor/executor.ts';
import type { CallOptions, CloseOptions, MapOptions } from '../executor/options.ts';
import type { ExecutorStats } from '../executor/stats.ts';
import type { Model, Supports } from '../executor/supports.ts';
import { rejectWithCaller } from '../scheduler/caller-stack.ts';
import { mergeCall, numberIn, wholeIn, type Call } from '../scheduler/call.ts';
import { Job, type Sink } from '../scheduler/job.ts';
import { MapRun } from '../scheduler/map-run.ts';
import type { JobHost } from '../scheduler/job-host.ts';
import type { JobIdentity } from '../wire/job-id.ts';
import { taskIdentity } from '../task/task-identity.ts';
import type { Task, TaskFunction, TaskResult } from '../task/task.ts';

const MAP_KEYS = new Set(['ordered', 'settle', 'window', 'progress']);

/** A job that was submitted. */
export interface StartedJob {
  readonly result: Promise<unknown>;
  /** Gives it up, as the abort of a signal does. */
  cancel(reason: unknown): void;
}

/** Every executor that rides on the scheduler: the models differ in their transport alone. */
export class ScheduledExecutor implements Executor {
  readonly model: Model;
  readonly supports: Supports;
  private readonly scheduler: JobHost;
  private readonly call: Call;

  constructor(model: Model, supports: Supports, scheduler: JobHost, call: Call) {
    this.model = model;
    this.supports = supports;
    this.scheduler = scheduler;
    this.call = call;
  }

  get concurrency(): number {
    return this.scheduler.concurrency;
  }

  submit<F extends TaskFunction>(task: Task<F>, ...args: Parameters<F>): Promise<TaskResult<F>> {
    return new Promise<unknown>((resolve, reject) => {
      this.enqueue(task, args, resolve, reject);
    }) as Promise<TaskResult<F>>;
  }

  /**
   * Submits a job that can be cancelled without a signal: to make one takes longer than to run a small job.
   * @param identity - what the job was submitted as elsewhere
   */
  start(task: Task, args: readonly unknown[], identity?: JobIdentity): StartedJob {
    let job: Job | undefined;
    const result = new Promise<unknown>((resolve, reject) => {
      job = this.enqueue(task, args, resolve, reject, identity);
    });
    return { result, cancel: (reason) => this.scheduler.cancel(job as Job, reason) };
  }

  /** @param identity - what the first item was submitted as elsewhere; the others follow it */
  map<I>(
    task: Task<(item: I) => unknown>,
    items: Iterable<I> | AsyncIterable<I>,
    options: MapOptions = {},
    identity?: JobIdentity,
  ): MapResult<never, never> {
    checkMapOptions(options);
    const { call, scheduler } = this;
    const bulk =
      this.supports.batching &&
      call.retries === 0 &&
      call.timeout === undefined &&
      call.transfer === undefined &&
      call.batch === Infinity;
    const { clones: remote } = this.supports;
    return new MapRun<never, never>(
      { scheduler, task: taskIdentity(task), fn: task, call, options, bulk, remote, identity },
      items,
    );
  }

  with(options: CallOptions): ScheduledExecutor {
    return new ScheduledExecutor(this.model, this.supports, this.scheduler, mergeCall(this.call, options));
  }

  ready(): Promise<void> {
    return this.scheduler.ready();
  }

  /** Lets idle lanes keep the process alive until `close`. */
  stay(): void {
    this.scheduler.stay();
  }

  /** Tells how long a task's jobs run on their lanes, ms: a running mean; 0 while none has run. */
  meanRunMs(task: Task): number {
    return this.scheduler.estimateOf(taskIdentity(task)).meanMs;
  }

  stats(): ExecutorStats {
    return this.scheduler.stats();
  }

  private enqueue(
    task: Task,
    args: readonly unknown[],
    resolve: (value: unknown) => void,
    reject: (error: unknown) => void,
    submitted?: JobIdentity,
  ): Job {
    const { scheduler, call } = this;
    const identity = taskIdentity(task);
    const sink: Sink = {
      fulfil: resolve,
      reject: this.supports.clones ? (error) => rejectWithCaller(resolve, error, call) : reject,
    };
    const job = new Job(identity, task, args, call, sink, scheduler.estimateOf(identity), 0, false);
    if (submitted !== undefined) job.identify(submitted);
    scheduler.enqueue(job);
    return job;
  }

  close({ grace }: CloseOptions = {}): Promise<void> {
    return this.scheduler.close(numberIn('grace', grace, 0, Infinity) ?? Infinity);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** @throws {TypeError | RangeError} */
function checkMapOptions(options: MapOptions): void {
  for (const key of Object.keys(options)) {
    if (!MAP_KEYS.has(key)) {
      throw new TypeError(
        `unknown map option "${key}": expected one of ${[...MAP_KEYS].join(', ')}; call options belong in executor.with(…)`,
      );
    }
  }
  wholeIn('window', options.window, 1, Infinity);
  if (options.progress !== undefined && typeof options.progress !== 'function') {
    throw new TypeError(`progress: expected a function, got ${typeof options.progress}`);
  }
}
