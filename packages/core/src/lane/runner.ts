import { enterLane } from '../executor/nesting.ts';
import { provideContext, type Context } from '../task/context.ts';
import type { TaskFunction } from '../task/task.ts';
import { decodeError, encodeError } from '../wire/error-codec.ts';
import {
  SHAPE_PARTS,
  type AbortMessage,
  type BulkMessage,
  type LaneSetup,
  type RunMessage,
  type ToLane,
} from '../wire/messages.ts';
import { isThenable, runBulk } from './bulk.ts';
import { ItemContext, type Cursor } from './item-context.ts';
import type { Outlet } from './outlet.ts';
import { RunningJob } from './running-job.ts';
import { TaskTable } from './task-table.ts';

/** A batch that has run longer than this gives its other jobs back, so that an idle lane can take them. */
const OVERRUN_MS = 5;
/** Results wait no longer than this for others to travel with. */
const FLUSH_MS = 1;
/** Reading it is slow. */
const EPOCH_MS = performance.timeOrigin;

/** Runs batches on a lane, one job after another, in the order in which they were sent. */
export class Runner {
  private readonly lane: number;
  private readonly hostOrigin: string;
  private readonly outlet: Outlet;
  private readonly tasks = new TaskTable();
  private readonly batches: (RunMessage | BulkMessage)[] = [];
  private readonly aborted = new Map<number, AbortMessage>();
  private running = false;
  private recalled = false;
  /** Sequence number of the next job. */
  private next = 0;
  /** Sequence number of the running job; -1 between jobs. */
  private current = -1;
  private job: RunningJob | undefined;
  /** Identity of the running job. */
  private origin = '';
  private number = 0;
  private attempt = 1;
  /** Only while a bulk job runs. */
  private cursor: Cursor | undefined;
  private flushedMs = 0;
  private flushing = false;

  constructor({ lane, depth, origin }: LaneSetup, outlet: Outlet) {
    enterLane(depth);
    this.lane = lane;
    this.hostOrigin = origin;
    this.outlet = outlet;
    provideContext(() => this.context());
  }

  /** Runs the lane's initializer. */
  async initialize({ initialize }: LaneSetup): Promise<void> {
    if (initialize === undefined) return;
    this.tasks.define([initialize.define]);
    const fn = await this.tasks.load(initialize.define[0]);
    await fn(...initialize.args);
  }

  /** Takes a message from the host; batches run in the order of arrival. */
  receive(message: ToLane): void {
    if (message.type === 'abort') this.abort(message);
    else if (message.type === 'recall') this.recalled = true;
    else {
      this.batches.push(message);
      if (!this.running) void this.drain();
    }
  }

  private async drain(): Promise<void> {
    this.running = true;
    for (let batch = this.batches.shift(); batch !== undefined; batch = this.batches.shift()) {
      this.tasks.define(batch.define);
      if (batch.type === 'bulk') await this.runBulk(batch);
      else await this.runBatch(batch);
      this.flush(performance.now());
    }
    this.running = false;
  }

  private async runBatch({ shape, args, origins }: RunMessage): Promise<void> {
    const alone = shape.length === SHAPE_PARTS && shape[2] === 1;
    const beganMs = performance.now();
    const first = this.next;
    let at = 0;
    for (let group = 0; group < shape.length; group += SHAPE_PARTS) {
      const arity = shape[group + 1] as number;
      const count = shape[group + 2] as number;
      const number = shape[group + 3] as number;
      const task = await this.task(shape[group] as number);
      this.attempt = shape[group + 4] as number;
      this.origin = origins?.[(shape[group + 5] as number) - 1] ?? this.hostOrigin;
      let nowMs = performance.now();
      for (let job = 0; job < count; job++, at += arity) {
        const sequence = this.next++;
        if (
          (nowMs - beganMs > OVERRUN_MS && sequence > first) ||
          this.recalled ||
          this.wasAborted(sequence) ||
          !this.outlet.begin(sequence)
        ) {
          this.outlet.skip(sequence);
          continue;
        }
        this.current = sequence;
        this.number = number + job;
        const startMs = nowMs;
        const epochMs = EPOCH_MS + startMs;
        try {
          if (typeof task !== 'function') throw task.error;
          let value = call(task, args, at, arity);
          if (isThenable(value)) {
            this.flushSoon();
            value = await value;
          }
          nowMs = performance.now();
          this.end();
          this.outlet.value(sequence, value, alone, epochMs, nowMs - startMs);
        } catch (error) {
          nowMs = performance.now();
          this.end();
          this.outlet.error(sequence, encodeError(error), epochMs, nowMs - startMs);
        }
        if (nowMs - this.flushedMs > FLUSH_MS) this.flush(nowMs);
      }
    }
  }

  private async runBulk({ task: id, items, number, attempt, origin }: BulkMessage): Promise<void> {
    const sequence = this.next++;
    if (this.recalled || this.wasAborted(sequence) || !this.outlet.begin(sequence))
      return this.outlet.skip(sequence);
    const task = await this.task(id);
    this.current = sequence;
    this.number = number;
    this.attempt = attempt;
    this.origin = origin ?? this.hostOrigin;
    const cursor = (this.cursor = { item: 0 });
    const startMs = performance.now();
    // What came is this lane's own: results in its place leave nothing behind that waits for a collection.
    const place = items instanceof Float64Array ? items : undefined;
    const result =
      typeof task === 'function'
        ? await runBulk(task, items, cursor, place)
        : { values: [], error: encodeError(task.error) };
    this.end();
    this.outlet.bulk(sequence, result, EPOCH_MS + startMs, performance.now() - startMs);
  }

  /** Loads a task; what went wrong with it is thrown once for each of its jobs. */
  private async task(id: number): Promise<TaskFunction | { readonly error: unknown }> {
    const loaded = this.tasks.get(id);
    if (loaded !== undefined) return loaded;
    try {
      return await this.tasks.load(id);
    } catch (error) {
      return { error };
    }
  }

  private abort(message: AbortMessage): void {
    if (message.sequence === this.current) this.runningJob().abort(decodeError(message.reason));
    else if (message.sequence >= this.next) this.aborted.set(message.sequence, message);
  }

  private wasAborted(sequence: number): boolean {
    return this.aborted.size > 0 && this.aborted.delete(sequence);
  }

  private end(): void {
    this.current = -1;
    this.job = undefined;
    this.cursor = undefined;
  }

  /** What has ended must not wait for a job that waits for something itself. */
  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      this.flush(performance.now());
    });
  }

  private flush(nowMs: number): void {
    this.flushedMs = nowMs;
    this.outlet.flush();
  }

  private context(): Context | undefined {
    if (this.current < 0) return undefined;
    const job = this.runningJob();
    return this.cursor === undefined ? job : new ItemContext(job, job.idOf(this.cursor.item));
  }

  private runningJob(): RunningJob {
    const { origin, number, attempt } = this;
    return (this.job ??= new RunningJob(this.current, this.lane, this.outlet, { origin, number, attempt }));
  }
}

/** Calls without building an array for the usual numbers of arguments. */
function call(fn: TaskFunction, args: readonly unknown[] | Float64Array, at: number, arity: number): unknown {
  if (arity === 1) return fn(args[at]);
  if (arity === 0) return fn();
  if (arity === 2) return fn(args[at], args[at + 1]);
  return fn(...args.slice(at, at + arity));
}
