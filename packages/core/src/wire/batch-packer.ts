import { depthOfNewLane } from '../executor/nesting.ts';
import type { Initializer } from '../executor/options.ts';
import { taskIdentity, type TaskIdentity } from '../task/task-identity.ts';
import { ownOrigin } from './job-id.ts';
import {
  SHAPE_PARTS,
  type BulkMessage,
  type LaneSetup,
  type RunMessage,
  type TaskDefinition,
} from './messages.ts';

/** What of a job travels. */
export interface PackedJob {
  readonly task: TaskIdentity;
  readonly args: readonly unknown[] | Float64Array;
  readonly bulk: boolean;
  readonly number: number;
  readonly attempt: number;
  /** Undefined for this thread's own. */
  readonly origin: string | undefined;
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
        number: first.number,
        attempt: first.attempt,
        ...(first.origin === undefined ? {} : { origin: first.origin }),
        items: packNumbers(first.args),
        ...this.definitions(),
      };
    }
    const shape: number[] = [];
    const origins: string[] = [];
    const args = jobs.length === 1 ? first.args : ([] as unknown[]);
    for (const job of jobs) {
      extend(shape, this.tell(job.task), job, originIndex(origins, job.origin));
      if (jobs.length > 1) for (const arg of job.args) (args as unknown[]).push(arg);
    }
    return {
      type: 'run',
      shape,
      args: jobs.length > 1 ? packNumbers(args) : args,
      ...(origins.length === 0 ? {} : { origins }),
      ...this.definitions(),
    };
  }

  /** Forgets what it told with a message that could not be sent. */
  retract(message: RunMessage | BulkMessage): void {
    for (const [id] of message.define ?? []) this.told.delete(id);
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

/** Adds a job to the last group of a shape, or begins another. */
function extend(shape: number[], task: number, { args, number, attempt }: PackedJob, origin: number): void {
  const last = shape.length - SHAPE_PARTS;
  if (
    last >= 0 &&
    shape[last] === task &&
    shape[last + 1] === args.length &&
    (shape[last + 3] as number) + (shape[last + 2] as number) === number &&
    shape[last + 4] === attempt &&
    shape[last + 5] === origin
  )
    shape[last + 2] = (shape[last + 2] as number) + 1;
  else shape.push(task, args.length, 1, number, attempt, origin);
}

/** Gives the place of an origin in a message, from 1; 0 for this thread's own. */
function originIndex(origins: string[], origin: string | undefined): number {
  if (origin === undefined) return 0;
  const known = origins.indexOf(origin);
  return known < 0 ? origins.push(origin) : known + 1;
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

/**
 * Says how a lane is set up.
 * @throws {NotSupported} where none may be opened
 */
export function laneSetup(lane: number, initialize: Initializer | undefined): LaneSetup {
  const depth = depthOfNewLane();
  const origin = ownOrigin();
  if (initialize === undefined) return { lane, depth, origin };
  const { task, args } = typeof initialize === 'function' ? { task: initialize, args: [] } : initialize;
  return { lane, depth, origin, initialize: { define: definition(taskIdentity(task)), args } };
}
