// More than 300 lines: the flow of one map. How many items are pulled, sent and held back depends on how many were done, failed and
// taken, whether it is awaited or iterated; the source and the output are files beside it.
import type { MapOptions, MapProgress } from '../executor/options.ts';
import type { MapResult, Settled } from '../executor/executor.ts';
import type { TaskIdentity } from '../task/task-identity.ts';
import type { TaskFunction } from '../task/task.ts';
import { decodeError } from '../wire/error-codec.ts';
import type { JobIdentity } from '../wire/job-id.ts';
import type { BulkResult } from '../wire/messages.ts';
import { addCaller } from './caller-stack.ts';
import type { Call } from './call.ts';
import { ItemSource } from './item-source.ts';
import { Job, type Sink } from './job.ts';
import { OutputBuffer } from './output-buffer.ts';
import type { JobHost } from './job-host.ts';

/** Estimated run time of a bulk job: long against the cost of a message, short against what an idle lane may wait. */
const BULK_MS = 2;
/** Towards the end the bulk jobs become smaller, so that the lanes end together; but none is worth less than this. */
const LEAST_BULK_MS = 0.1;
/** Items longer than this are jobs of their own. */
const BULK_ITEM_MS = 0.1;
const MAX_BULK = 32_768;
/** A stream is consumed item by item, so larger ones would only hold memory. */
const MAX_STREAMED_BULK = 4096;
/** Unless the caller sets a window, work for about this long is pulled ahead for each lane. */
const WINDOW_MS = 8;
const MAX_WINDOW = 131_072;
const MAX_STREAMED_WINDOW = 32_768;

/** What a map is made of. */
export interface MapPlan {
  readonly scheduler: JobHost;
  readonly task: TaskIdentity;
  readonly fn: TaskFunction;
  readonly call: Call;
  readonly options: MapOptions;
  /** Short items may travel and return together, as one job. */
  readonly bulk: boolean;
  /** Errors come from elsewhere, and do not say who called. */
  readonly remote: boolean;
  /** What its first item was submitted as elsewhere; the others follow it. */
  readonly identity?: JobIdentity | undefined;
}

/**
 * One map: pulls items, keeps `window` of them under way, and gives results to its one consumer.
 *
 *     items -> ItemSource -> jobs (single or bulk) -> Scheduler -> OutputBuffer -> await, or for await
 *
 * Short items of a map that stops at its first failure travel as bulk jobs, without bookkeeping for each item: what a
 * crash would do to one item it does to the whole map anyway. All others are jobs of their own.
 */
export class MapRun<R, A = R[]> implements MapResult<R, A>, Sink {
  private readonly plan: MapPlan;
  private readonly source: ItemSource;
  private readonly output: OutputBuffer;
  private readonly jobs = new Set<Job>();
  private readonly settle: boolean;
  private collecting: Promise<A> | undefined;
  private iterated = false;
  private underWay = 0;
  /** 1 while the consumer works on a result: an item is consumed when the next one is asked for. */
  private inHand = 0;
  private done = 0;
  private failed = 0;
  /** The error that ends the map, and the item that it stands for: the first one in the order, of those that are known. */
  private failure: { readonly reason: unknown; readonly index: number } | undefined;
  /** Nothing more goes on. */
  private stopped = false;
  private pumping = false;
  private wake: (() => void) | undefined;

  constructor(plan: MapPlan, items: Iterable<unknown> | AsyncIterable<unknown>) {
    this.plan = plan;
    this.source = new ItemSource(items);
    this.settle = plan.options.settle === true;
    this.output = new OutputBuffer(plan.options.ordered !== false);
    queueMicrotask(() => this.pump());
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a map is awaited or iterated
  then<T = A, B = never>(
    onFulfilled?: ((value: A) => T | PromiseLike<T>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.collect().then(onFulfilled, onRejected);
  }

  catch<T = never>(onRejected?: ((reason: unknown) => T | PromiseLike<T>) | null): Promise<A | T> {
    return this.collect().catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<A> {
    return this.collect().finally(onFinally);
  }

  [Symbol.asyncIterator](): AsyncIterator<R, void, void> {
    if (this.iterated || this.collecting !== undefined) {
      throw new TypeError('a map is consumed once: await it, or iterate over it, not both and not twice');
    }
    this.iterated = true;
    return {
      next: () => this.next(),
      return: async () => {
        await this.stop(new DOMException('the consumer of the map left', 'AbortError'));
        return { done: true, value: undefined };
      },
    };
  }

  fulfil(value: unknown, job: Job): void {
    this.jobs.delete(job);
    if (job.bulk) this.bulkFulfilled(value as BulkResult, job);
    else
      this.put(job.index, this.settle ? ({ state: 'fulfilled', value } satisfies Settled<unknown>) : value);
    this.advance();
  }

  reject(reason: unknown, job: Job): void {
    this.jobs.delete(job);
    if (this.stopped || this.isBehindFailure(job.index)) return;
    if (this.settle) {
      this.failed++;
      this.put(job.index, { state: 'rejected', reason } satisfies Settled<unknown>);
    } else this.fail(reason, job.index, job.bulk ? job.args.length : 1);
    this.advance();
  }

  private bulkFulfilled({ values, error }: BulkResult, job: Job): void {
    if (this.stopped || this.isBehindFailure(job.index)) return;
    const { length } = values;
    this.underWay -= length;
    this.done += length;
    this.output.putMany(job.index, values);
    if (error !== undefined) this.fail(decodeError(error), job.index + length, 1);
    else if (length < job.args.length)
      this.enqueue(job.args.slice(length), job.index + length, true, job.number + length);
  }

  private put(index: number, value: unknown): void {
    if (this.stopped || this.isBehindFailure(index)) return;
    this.underWay--;
    this.done++;
    this.output.put(index, value);
  }

  private fail(reason: unknown, index: number, items: number): void {
    this.underWay -= items;
    this.failed++;
    this.failAt(index, reason);
  }

  /** An error of an ordered stream takes its place in the order: what comes before it goes on, what comes after it is given up. */
  private failAt(index: number, reason: unknown): void {
    this.failure = { reason, index };
    if (!this.iterated || this.plan.options.ordered === false) {
      void this.stop(reason);
      return;
    }
    for (const job of this.jobs) if (job.index > index) this.plan.scheduler.cancel(job, reason);
    void this.source.close();
  }

  private isBehindFailure(index: number): boolean {
    return this.failure !== undefined && index > this.failure.index;
  }

  /** Something settled: tell of it, pull more, wake the consumer. */
  private advance(): void {
    const { progress } = this.plan.options;
    if (progress !== undefined && !(this.stopped && this.failure === undefined)) {
      try {
        progress(this.progress());
      } catch (error) {
        this.failAt(-1, error);
      }
    }
    this.pump();
    this.wakeConsumer();
  }

  private progress(): MapProgress {
    return {
      done: this.done + (this.settle ? 0 : this.failed),
      failed: this.failed,
      total: this.source.total,
    };
  }

  /** Pulls items while the window has room. */
  private pump(): void {
    if (this.pumping || this.stopped || this.failure !== undefined) return;
    try {
      while (!this.source.ended) {
        const most = this.portion(this.room());
        if (most === 0) return;
        const items = this.source.pull(most);
        if (items instanceof Promise) {
          this.pumping = true;
          items.then(
            (more) => this.pulled(more),
            (error: unknown) => this.sourceFailed(error),
          );
          return;
        }
        this.submit(items);
      }
    } catch (error) {
      this.sourceFailed(error);
    }
    this.wakeConsumer();
  }

  private pulled(items: readonly unknown[] | Float64Array): void {
    this.pumping = false;
    if (this.stopped || this.failure !== undefined) return;
    this.submit(items);
    this.pump();
  }

  private sourceFailed(error: unknown): void {
    this.pumping = false;
    if (this.stopped || this.failure !== undefined) return;
    this.failAt(this.source.pulled, error);
    this.wakeConsumer();
  }

  /** How many more items may be pulled now. */
  private room(): number {
    const waiting = this.underWay + (this.iterated ? this.output.length + this.inHand : 0);
    return (this.plan.options.window ?? this.window()) - waiting;
  }

  private window(): number {
    const { scheduler, task } = this.plan;
    const lanes = scheduler.lanesFor(task);
    const { known, upperMs } = scheduler.estimateOf(task);
    const perLane = known ? Math.max(2, Math.ceil(WINDOW_MS / upperMs)) : 2;
    return Math.min(this.iterated ? MAX_STREAMED_WINDOW : MAX_WINDOW, lanes * perLane);
  }

  /** How many items to pull for the next job, or jobs; 0 to wait. */
  private portion(room: number): number {
    const size = this.bulkSize();
    if (room <= 0 || size === 1) return Math.max(0, room);
    // A bulk job that the window would cut short is worth waiting for, while others are under way.
    return room < size && this.underWay > 0 ? 0 : Math.min(room, size);
  }

  /** Items of a bulk job; 1 where every item is a job of its own. */
  private bulkSize(): number {
    const { scheduler, task, bulk } = this.plan;
    const estimate = scheduler.estimateOf(task);
    if (!bulk || this.settle || !estimate.known || estimate.upperMs > BULK_ITEM_MS) return 1;
    const left = this.source.left ?? Infinity;
    const { batchMs = 0, carryMs = 0 } = scheduler;
    // Ever smaller shares keep all lanes busy to the end; less than the cost of a message is not worth one.
    const share = Math.max(
      left / (2 * scheduler.lanesFor(task)),
      Math.max(LEAST_BULK_MS, carryMs) / estimate.upperMs,
    );
    const most = this.iterated ? MAX_STREAMED_BULK : MAX_BULK;
    return Math.max(1, Math.ceil(Math.min(most, Math.max(BULK_MS, batchMs) / estimate.upperMs, share)));
  }

  private submit(items: readonly unknown[] | Float64Array): void {
    if (items.length === 0) return;
    const start = this.source.pulled - items.length;
    this.underWay += items.length;
    if (this.bulkSize() > 1 && items.length > 1) this.enqueue(items, start, true);
    else for (let at = 0; at < items.length; at++) this.enqueue([items[at]], start + at, false);
  }

  /** @param number - the first item's, where it has one already */
  private enqueue(
    args: readonly unknown[] | Float64Array,
    index: number,
    bulk: boolean,
    number?: number,
  ): void {
    const { scheduler, task, fn, call, identity } = this.plan;
    const job = new Job(task, fn, args, call, this, scheduler.estimateOf(task), index, bulk);
    if (identity !== undefined) job.identify({ ...identity, number: identity.number + index });
    else if (number !== undefined) job.number = number;
    job.following = this.source.left ?? 0;
    this.jobs.add(job);
    scheduler.enqueue(job);
  }

  private get finished(): boolean {
    return this.source.ended && !this.pumping && this.underWay === 0;
  }

  private next(): Promise<IteratorResult<R, void>> {
    this.inHand = 0;
    // Pulling for every single result would cost more than the results; nobody waits while many are there.
    if (this.output.length % 64 === 0 || this.output.length < 64) this.pump();
    // Most results are there already: an async function for each would double the garbage.
    return this.output.ready ? Promise.resolve(this.take()) : this.nextLater();
  }

  private take(): IteratorResult<R, void> {
    this.inHand = 1;
    return { done: false, value: this.output.take() as R };
  }

  private async nextLater(): Promise<IteratorResult<R, void>> {
    for (;;) {
      if (this.output.ready) {
        this.inHand = 1;
        return { done: false, value: this.output.take() as R };
      }
      if (this.failure !== undefined && (this.stopped || this.output.nextIndex >= this.failure.index)) {
        this.stopped = true;
        throw this.blame(this.failure.reason);
      }
      if (this.stopped || this.finished) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private collect(): Promise<A> {
    if (this.iterated) throw new TypeError('a map is consumed once: it is being iterated over already');
    this.collecting ??= this.gather();
    return this.collecting;
  }

  private async gather(): Promise<A> {
    while (!this.finished && this.failure === undefined) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.failure !== undefined) throw this.blame(this.failure.reason);
    return this.output.takeAll(this.source.packed && !this.settle) as A;
  }

  private blame(reason: unknown): unknown {
    if (this.plan.remote) addCaller(reason, this.plan.call);
    return reason;
  }

  private wakeConsumer(): void {
    if (this.wake !== undefined && (this.iterated || this.finished || this.failure !== undefined)) {
      const { wake } = this;
      this.wake = undefined;
      wake();
    } else if (this.failure !== undefined && this.collecting === undefined && !this.iterated) {
      // Nobody listens yet: the rejection must not stay unheard.
      this.collecting = Promise.reject(this.failure.reason);
    }
  }

  /** Pulls no more, and gives up what is under way. */
  private async stop(reason: unknown): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    for (const job of this.jobs) this.plan.scheduler.cancel(job, reason);
    this.jobs.clear();
    await this.source.close();
  }
}
