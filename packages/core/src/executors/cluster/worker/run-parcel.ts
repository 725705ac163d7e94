import type { ScheduledExecutor, StartedJob } from '../../scheduled-executor.ts';
import type { CallOptions } from '../../../executor/options.ts';
import type { Task } from '../../../task/task.ts';
import { encodeError } from '../../../wire/error-codec.ts';
import type { JobIdentity } from '../../../wire/job-id.ts';
import { SHAPE_PARTS, type BulkResult } from '../../../wire/messages.ts';
import type { Parcel, RemoteCall, RemoteOutcome, Reply } from '../messages.ts';
import type { TaskRegistry } from './task-registry.ts';

/** Outcomes that are there wait no longer than this for the others of their parcel. */
const PARTIAL_MS = 100;

/** Jobs shorter than this are timed by their lanes. */
const SHORT_MS = 1;

/** A parcel that runs here; its jobs can be ended. */
export class RunningParcel {
  private readonly parcel: Parcel;
  private readonly executor: ScheduledExecutor;
  private readonly tasks: TaskRegistry;
  private readonly send: (reply: Reply) => Promise<void>;
  private readonly losses: number;
  private readonly jobs: (StartedJob | undefined)[] = [];
  private readonly found = new Map<number, Task>();
  private bulk: AbortController | undefined;
  private readonly startMs = performance.timeOrigin + performance.now();

  /** @param losses - workers that were lost while they had it */
  constructor(
    parcel: Parcel,
    executor: ScheduledExecutor,
    tasks: TaskRegistry,
    send: (reply: Reply) => Promise<void>,
    losses: number,
  ) {
    this.parcel = parcel;
    this.executor = executor;
    this.tasks = tasks;
    this.send = send;
    this.losses = losses;
  }

  /** Ends jobs by their position, or all. */
  cancel(indexes: readonly number[] | undefined, reason: unknown): void {
    if (indexes === undefined) {
      this.bulk?.abort(reason);
      for (const job of this.jobs) job?.cancel(reason);
    } else {
      for (const index of indexes) this.jobs[index]?.cancel(reason);
    }
  }

  /** Runs every job and replies; fulfils when the last reply has left. Gives the number of jobs that failed. */
  async run(): Promise<{ readonly done: number; readonly failed: number }> {
    const { bulk, shape } = this.parcel;
    if (bulk) return this.runBulk();
    return shape.length === SHAPE_PARTS && shape[2] === 1 ? this.runLone() : this.runJobs();
  }

  private async runBulk(): Promise<{ done: number; failed: number }> {
    const { parcel } = this;
    this.bulk = new AbortController();
    const values: unknown[] = [];
    let result: BulkResult = { values };
    try {
      const task = this.task(parcel.shape[0] as number) as Task<(item: unknown) => unknown>;
      const view = this.executor.with({ ...this.options(0), signal: this.bulk.signal });
      for await (const value of view.map(task, parcel.args, {}, this.identity(0, 0))) values.push(value);
      result = { values: packed(values) };
    } catch (error) {
      result = { values, error: encodeError(error) };
    }
    await this.send({ type: 'bulk', result, startMs: this.startMs, runMs: this.runMs(values.length) });
    return { done: values.length, failed: result.error === undefined ? 0 : 1 };
  }

  /** One job needs none of what many share. */
  private async runLone(): Promise<{ done: number; failed: number }> {
    const { shape, args } = this.parcel;
    const outcome = await this.runJob(shape[0] as number, args, 0, this.identity(0, 0));
    await this.sendOutcomes(0, [outcome]);
    return 'error' in outcome ? { done: 0, failed: 1 } : { done: 1, failed: 0 };
  }

  private async runJobs(): Promise<{ done: number; failed: number }> {
    const outcomes: (RemoteOutcome | undefined)[] = [];
    const running: Promise<void>[] = [];
    const { shape, args } = this.parcel;
    let at = 0;
    for (let group = 0; group < shape.length; group += SHAPE_PARTS) {
      const [id, arity, count] = shape.slice(group, group + 3) as [number, number, number];
      for (let job = 0; job < count; job++, at += arity) {
        const identity = this.identity(group, job);
        const index = running.length;
        const ended = this.runJob(id, args.slice(at, at + arity), index, identity);
        running.push(ended.then((outcome) => void (outcomes[index] = outcome)));
      }
    }
    let sent = 0;
    const sendReady = async (): Promise<void> => {
      const ready: RemoteOutcome[] = [];
      for (let next = outcomes[sent]; next !== undefined; next = outcomes[sent + ready.length])
        ready.push(next);
      if (ready.length === 0) return;
      const from = sent;
      sent += ready.length;
      await this.sendOutcomes(from, ready);
    };
    const partial = running.length > 1 ? setInterval(() => void sendReady(), PARTIAL_MS) : undefined;
    await Promise.all(running);
    clearInterval(partial);
    await sendReady();
    const failed = outcomes.filter((outcome) => outcome !== undefined && 'error' in outcome).length;
    return { done: outcomes.length - failed, failed };
  }

  private async sendOutcomes(from: number, outcomes: readonly RemoteOutcome[]): Promise<void> {
    await this.send({
      type: 'outcomes',
      from,
      outcomes: numbersOf(outcomes),
      ...(this.losses === 0 ? {} : { losses: this.losses }),
      startMs: this.startMs,
      runMs: this.runMs(outcomes.length),
    });
  }

  /** Never rejects. */
  private async runJob(
    id: number,
    args: ArrayLike<unknown>,
    index: number,
    identity: JobIdentity,
  ): Promise<RemoteOutcome> {
    try {
      const view = this.parcel.calls === undefined ? this.executor : this.executor.with(this.options(index));
      const job = (this.jobs[index] = view.start(this.task(id), Array.from(args), identity));
      return { value: await job.result };
    } catch (error) {
      return { error: encodeError(error) };
    }
  }

  /** What a job was submitted as by its caller. */
  private identity(group: number, job: number): JobIdentity {
    const { shape, origin } = this.parcel;
    const [number, attempt] = shape.slice(group + 3, group + 5) as [number, number];
    return { origin, number: number + job, attempt: attempt + this.losses };
  }

  private task(id: number): Task {
    let task = this.found.get(id);
    if (task === undefined) {
      const [, name] = this.parcel.tasks.find(([known]) => known === id) as Parcel['tasks'][number];
      task = this.tasks.find(name);
      this.found.set(id, task);
    }
    return task;
  }

  private options(index: number): CallOptions {
    const { timeoutMs, graceMs, report }: RemoteCall = this.parcel.calls?.[index] ?? {};
    return {
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      ...(graceMs === undefined ? {} : { grace: graceMs }),
      ...(report === undefined
        ? {}
        : { onReport: (value) => void this.send({ type: 'report', index, value }) }),
    };
  }

  /**
   * How long so many jobs ran. For short ones the way to a lane and back takes longer than the run; their running mean,
   * measured on the lanes, tells more than the clock here.
   */
  private runMs(jobs: number): number {
    const elapsedMs = performance.timeOrigin + performance.now() - this.startMs;
    const task = this.found.get((this.parcel.tasks[0] as Parcel['tasks'][number])[0]);
    const meanMs = task === undefined ? 0 : this.executor.meanRunMs(task);
    return meanMs > 0 && meanMs < SHORT_MS ? Math.min(elapsedMs, meanMs * jobs) : elapsedMs;
  }
}

/** Fewer numbers travel as they are: V8's own format writes them faster than a view. */
const FEWEST_PACKED = 8;

/** Many numbers travel as one block of memory. */
function packed(values: readonly unknown[]): readonly unknown[] | Float64Array {
  return values.every((value) => typeof value === 'number') ? Float64Array.from(values) : values;
}

function numbersOf(outcomes: readonly RemoteOutcome[]): readonly RemoteOutcome[] | Float64Array {
  if (outcomes.length < FEWEST_PACKED) return outcomes;
  const numbers = outcomes.every((outcome) => 'value' in outcome && typeof outcome.value === 'number');
  return numbers ? Float64Array.from(outcomes, (outcome) => (outcome as { value: number }).value) : outcomes;
}
