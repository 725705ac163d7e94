import type { Initializer } from '../executor/options.ts';
import { taskIdentity, type TaskIdentity } from '../task/task-identity.ts';
import type { BulkMessage, LaneSetup, RunMessage, TaskDefinition } from './messages.ts';

/** What of a job travels. */
export interface PackedJob {
  readonly task: TaskIdentity;
  readonly args: readonly unknown[] | Float64Array;
  readonly bulk: boolean;
}

/** Makes messages of jobs for one lane, and remembers which tasks that lane was told of. */
export class BatchPacker {
  private readonly told = new Set<number>();
  private news: TaskDefinition[] = [];

  /** Packs a batch: one bulk job, or any number of others. */
  pack(jobs: readonly PackedJob[]): RunMessage | BulkMessage {
    const [first] = jobs as readonly [PackedJob];
    if (first.bulk) {
      return {
        type: 'bulk',
        task: this.tell(first.task),
        items: packNumbers(first.args),
        ...this.definitions(),
      };
    }
    const shape: number[] = [];
    const args = jobs.length === 1 ? first.args : ([] as unknown[]);
    for (const job of jobs) {
      this.extend(shape, this.tell(job.task), job.args.length);
      if (jobs.length > 1) for (const arg of job.args) (args as unknown[]).push(arg);
    }
    return { type: 'run', shape, args: jobs.length > 1 ? packNumbers(args) : args, ...this.definitions() };
  }

  /** Forgets what it told with a message that could not be sent. */
  retract(message: RunMessage | BulkMessage): void {
    for (const [id] of message.define ?? []) this.told.delete(id);
  }

  private extend(shape: number[], task: number, arity: number): void {
    const last = shape.length - 3;
    if (last >= 0 && shape[last] === task && shape[last + 1] === arity)
      shape[last + 2] = (shape[last + 2] as number) + 1;
    else shape.push(task, arity, 1);
  }

  private tell(task: TaskIdentity): number {
    if (!this.told.has(task.id)) {
      this.told.add(task.id);
      this.news.push(definition(task));
    }
    return task.id;
  }

  private definitions(): { define?: readonly TaskDefinition[] } {
    if (this.news.length === 0) return {};
    const define = this.news;
    this.news = [];
    return { define };
  }
}

function definition({ id, reference }: TaskIdentity): TaskDefinition {
  return [id, reference.url, reference.exportName];
}

/** Numbers travel as one block of memory; anything else as it is. */
function packNumbers(values: readonly unknown[] | Float64Array): readonly unknown[] | Float64Array {
  if (values instanceof Float64Array || values.length === 0) return values;
  const packed = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (typeof value !== 'number') return values;
    packed[at] = value;
  }
  return packed;
}

/** Says how a lane is set up. */
export function laneSetup(lane: number, initialize: Initializer | undefined): LaneSetup {
  if (initialize === undefined) return { lane };
  const { task, args } = typeof initialize === 'function' ? { task: initialize, args: [] } : initialize;
  return { lane, initialize: { define: definition(taskIdentity(task)), args } };
}
