import type { Task } from '../task/task.ts';
import type { Transferable } from '../task/transfer.ts';
import type { Kernels } from './kernels.ts';

/** Options of a single call; given by `executor.with(options)`. Durations are in ms. */
export interface CallOptions {
  /** Aborts the call: a queued job leaves the queue, a running one sees `context().signal`. */
  readonly signal?: AbortSignal;
  /** Limit of a job's run time, counted from its start. */
  readonly timeout?: number;
  /** Jobs of a higher priority leave the queue first; default 0, any finite number. */
  readonly priority?: number;
  /** Buffers, ports and the like that move to the lane instead of being copied, where `supports.transfer`. */
  readonly transfer?: readonly Transferable[];
  /** How often a job that failed or lost its lane runs again; says that the task is idempotent. Default 0. */
  readonly retries?: number;
  /** Wait before the first retry; doubled for each further one up to a minute, and shortened by chance. Default 0: none. */
  readonly backoff?: number;
  /** How long an aborted job may go on before its lane is killed; default 1000. */
  readonly grace?: number;
  /** The greatest number of jobs that travel together; default: chosen from measured run times. */
  readonly batch?: number;
  /** Receives what the task passes to `context().report`. */
  readonly onReport?: (value: unknown) => void;
}

/** Where a map stands. */
export interface MapProgress {
  /** Items settled so far. */
  readonly done: number;
  /** Of these, items that failed. */
  readonly failed: number;
  /** Number of items, where the input tells it beforehand. */
  readonly total: number | undefined;
}

/** Options of one map. */
export interface MapOptions {
  /** Yield in input order, an error in the place of its item (default); where false, in order of completion. */
  readonly ordered?: boolean;
  /** Give each item's outcome and go on after a failure; default: the first failure stops the map. */
  readonly settle?: boolean;
  /** The greatest number of items pulled from the input and not yet consumed; default: chosen from measured run times. */
  readonly window?: number;
  /** Called after items have settled. */
  readonly progress?: (progress: MapProgress) => void;
}

/** How a lane is set up before its first job. */
export type Initializer = Task<() => unknown> | { readonly task: Task; readonly args: readonly unknown[] };

/** Options of an executor. Durations are in ms. */
export interface ExecutorOptions {
  /** Number of lanes, 1 to 1024; default `effectiveCores()`, for `async` 64, for `inline` always 1. */
  readonly concurrency?: number;
  /** Most jobs that may wait; a further one rejects with QueueFull. Default: no limit. */
  readonly maxQueue?: number;
  /** A task that runs once in every lane before its first job. */
  readonly initialize?: Initializer;
  /** Replace a lane after this many jobs; default: never. */
  readonly maxJobsPerLane?: number;
  /** Close a lane that was idle this long; default: never. */
  readonly idleTimeout?: number;
  /** Limit of a lane's JavaScript heap. */
  readonly memoryLimitMb?: number;
  /** Memory for a lane's short-lived objects, from 3; default: as much as Node takes, up to 48. Less of it is collected more often. */
  readonly youngGenerationMb?: number;
  /** Environment of the lanes; default: a copy of this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Node's own flags for the lanes; default: this process's. */
  readonly execArgv?: readonly string[];
  /** What becomes of the lanes' stdout and stderr (`processes` only); default `inherit`. */
  readonly stdio?: 'inherit' | 'ignore' | ((line: string, stream: 'stdout' | 'stderr', lane: number) => void);
  /** The kernels that `native` runs; default: those of `@counterpoint/native`, once that was imported. */
  readonly kernels?: Kernels;
  /** Keep a timeline of which job ran on which lane, in `stats().trace`. */
  readonly trace?: boolean;
  /**
   * ms that jobs may hold this event loop in one turn (`auto` only), from 1; default 10.
   *
   * What is estimated to take longer runs on threads. The first call of a task, and the calls that were under way when
   * one became longer than ever before, can exceed it: nothing can stop a function in its own thread. So can the second
   * call, if it comes alone before the first thread has started and the first took less than 100 ms; `ready()` starts
   * the threads beforehand.
   */
  readonly loopBudget?: number;
}

/** Options of `close`. */
export interface CloseOptions {
  /** ms that running jobs still get before they are aborted; default: no limit. */
  readonly grace?: number;
}
