import type { Task, TaskFunction, TaskResult } from '../task/task.ts';
import type { CallOptions, CloseOptions, MapOptions } from './options.ts';
import type { ExecutorStats } from './stats.ts';
import type { Model, Supports } from './supports.ts';

/** Runs tasks on one model; every promise that it gives settles exactly once. */
export interface Executor extends AsyncDisposable {
  readonly model: Model;
  /** What this model can do, as data: ask it instead of testing for a class. */
  readonly supports: Supports;
  /** The greatest number of jobs that run at the same time. */
  readonly concurrency: number;

  /**
   * Runs a task once.
   * @example await pool.submit(resize, 'a.png', 640)
   * @returns the task's result
   * @throws the task's own error as it was thrown, or an ExecutorError; a TypeError if `task` is not a task
   */
  submit<F extends TaskFunction>(task: Task<F>, ...args: Parameters<F>): Promise<TaskResult<F>>;

  /**
   * Runs a task once for each item: awaited, an array in input order; iterated, a stream with back-pressure.
   *
   * It starts at once and pulls no further ahead of its consumer than `window` items, so the input may be endless.
   * An empty input gives an empty array. Over a Float64Array it gives a Float64Array, as the array's own `map` does, if every
   * result is a number.
   * @example
   * const all = await pool.map(resize, files);
   * for await (const one of pool.map(resize, files, { ordered: false })) show(one);
   */
  map(
    task: Task<(item: number) => number | PromiseLike<number>>,
    items: Float64Array,
    options?: MapOptions & { readonly settle?: false },
  ): MapResult<number, Float64Array>;
  map<I, R>(
    task: Task<(item: I) => R>,
    items: Iterable<I> | AsyncIterable<I>,
    options: MapOptions & { readonly settle: true },
  ): MapResult<Settled<Awaited<R>>>;
  map<I, R>(
    task: Task<(item: I) => R>,
    items: Iterable<I> | AsyncIterable<I>,
    options?: MapOptions,
  ): MapResult<Awaited<R>>;

  /**
   * Makes a view of this executor whose calls carry these options; later ones win over earlier ones.
   * @example await pool.with({ signal, timeout: 5_000 }).submit(resize, 'b.png', 640)
   * @throws {TypeError | RangeError} for an option of a wrong type or range
   */
  with(options: CallOptions): Executor;

  /** Opens all lanes and runs their `initialize`, so that no job pays for the start; rejects if a lane cannot start. */
  ready(): Promise<void>;

  /** Takes a snapshot of what was done so far. */
  stats(): ExecutorStats;

  /**
   * Rejects queued jobs with ExecutorClosed, waits for running ones, and ends every lane; may be called again.
   * @param options - `grace`: ms after which running jobs are aborted, and then their lanes killed; default: no limit
   */
  close(options?: CloseOptions): Promise<void>;
}

/** Results of a map: a promise of an array (`A`), or a stream. It is consumed once, in one of the two ways. */
export interface MapResult<R, A = R[]> extends PromiseLike<A>, AsyncIterable<R, void, void> {
  [Symbol.asyncIterator](): AsyncIterator<R, void, void>;
  catch<T = never>(onrejected?: ((reason: unknown) => T | PromiseLike<T>) | null): Promise<A | T>;
  finally(onfinally?: (() => void) | null): Promise<A>;
}

/** How one item of a `settle: true` map ended. */
export type Settled<R> =
  | { readonly state: 'fulfilled'; readonly value: R }
  | { readonly state: 'rejected'; readonly reason: unknown };
