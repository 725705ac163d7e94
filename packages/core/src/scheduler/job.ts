import type { TaskIdentity } from '../task/task-identity.ts';
import type { TaskFunction } from '../task/task.ts';
import { reserveNumbers, type JobIdentity } from '../wire/job-id.ts';
import type { Call } from './call.ts';
import type { Estimate } from './estimate.ts';

/** Told once how a job ended. */
export interface Sink {
  fulfil(value: unknown, job: Job): void;
  reject(error: unknown, job: Job): void;
}

/** One submitted call of a task; or, where `bulk` is set, one call for each of its arguments. */
export class Job {
  readonly task: TaskIdentity;
  /** The function itself, for lanes in this thread. */
  readonly fn: TaskFunction;
  readonly call: Call;
  readonly sink: Sink;
  readonly estimate: Estimate;
  /** Position of the item, or of the first one, in its map; 0 for a submit. */
  readonly index: number;
  readonly bulk: boolean;
  /** Items that its map will still pull; 0 where nobody knows. */
  following = 0;
  /** Emptied when the job has settled, so that a cancelled one holds no memory while it waits to be dropped. */
  args: readonly unknown[] | Float64Array;
  state: 'queued' | 'sent' | 'settled' = 'queued';
  /** Runs so far that failed or lost their lane. */
  attempts = 0;
  /** Runs before those, which do not count against its retries: on workers that were lost. */
  earlierRuns = 0;
  /** Its number, or that of its first item; the others follow. */
  number: number;
  /** Where it was first submitted; undefined for this thread. */
  origin: string | undefined;
  /** When it was queued, ms since the Unix epoch. */
  queuedMs = 0;
  /** Its number on the lane that it was sent to. */
  sequence = -1;
  /** It spoilt a batch before, so it travels alone. */
  alone = false;
  /** It is with the second scheduler of a pair. */
  moved = false;

  constructor(
    task: TaskIdentity,
    fn: TaskFunction,
    args: readonly unknown[] | Float64Array,
    call: Call,
    sink: Sink,
    estimate: Estimate,
    index: number,
    bulk: boolean,
  ) {
    this.task = task;
    this.fn = fn;
    this.args = args;
    this.call = call;
    this.sink = sink;
    this.estimate = estimate;
    this.index = index;
    this.bulk = bulk;
    this.number = reserveNumbers(bulk ? args.length : 1);
    this.origin = undefined;
  }

  /** Gives it the identity of a job that was submitted elsewhere. */
  identify({ origin, number, attempt }: JobIdentity): void {
    this.origin = origin;
    this.number = number;
    this.earlierRuns = attempt - 1;
  }

  /** Which run the next one is; 1 and up. */
  get attempt(): number {
    return this.attempts + this.earlierRuns + 1;
  }

  get priority(): number {
    return this.call.priority;
  }
}
