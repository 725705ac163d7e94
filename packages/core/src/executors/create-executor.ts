import { effectiveCores } from '../executor/effective-cores.ts';
import type { Executor } from '../executor/executor.ts';
import type { ExecutorOptions } from '../executor/options.ts';
import { SUPPORTS, type LocalModel, type Model } from '../executor/supports.ts';
import { DEFAULT_CALL, numberIn, wholeIn } from '../scheduler/call.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import type { Transport } from '../scheduler/transport.ts';
import { AutoScheduler } from './auto/auto-scheduler.ts';
import { CLUSTER_LANES, courierOptions, type ClusterOptions } from './cluster/cluster-options.ts';
import { ClusterTransport } from './cluster/cluster-transport.ts';
import { checkInitializer, LocalTransport } from './local/local-transport.ts';
import { kernelRegistry } from './native/kernel-registry.ts';
import { nativeTransport } from './native/native-transport.ts';
import { ProcessTransport } from './processes/process-transport.ts';
import { ScheduledExecutor } from './scheduled-executor.ts';
import { ThreadTransport } from './threads/thread-transport.ts';

/** An event loop that waits costs nothing, so `async` starts with more slots than cores. */
const ASYNC_SLOTS = 64;

type AnyOptions = ExecutorOptions & Partial<ClusterOptions>;

const TRANSPORTS: Readonly<Record<Exclude<Model, 'auto'>, (options: AnyOptions) => Transport>> = {
  inline: ({ initialize }) => new LocalTransport(initialize),
  async: ({ initialize }) => new LocalTransport(initialize),
  threads: (options) => new ThreadTransport(options),
  processes: (options) => new ProcessTransport(options),
  native: ({ initialize, kernels }) => nativeTransport(kernelRegistry(kernels), initialize),
  cluster: (options) => new ClusterTransport(courierOptions(options as ClusterOptions)),
};

const COMMON_KEYS = ['concurrency', 'maxQueue', 'trace'];
const KEYS = new Set([
  ...COMMON_KEYS,
  'initialize',
  'maxJobsPerLane',
  'idleTimeout',
  'memoryLimitMb',
  'youngGenerationMb',
  'env',
  'execArgv',
  'stdio',
  'kernels',
  'loopBudget',
]);
const CLUSTER_KEYS = new Set([
  ...COMMON_KEYS,
  'connection',
  'tls',
  'queue',
  'runId',
  'keepMs',
  'maxValueBytes',
  'blobs',
]);

const LANES: Readonly<Partial<Record<Model, number>>> = {
  inline: 1,
  async: ASYNC_SLOTS,
  cluster: CLUSTER_LANES,
};

/**
 * Makes an executor of a model.
 *
 * Lanes open when jobs need them. An executor that is idle does not keep the process alive.
 * @example
 * const pool = createExecutor('threads', { concurrency: 4 });
 * const results = await pool.map(resize, files);
 * await pool.close();
 * @throws {TypeError} for an unknown model, an unknown option or one of a wrong type
 * @throws {RangeError} for a number out of range
 * @throws {EngineUnavailable} for `native` where no kernels are there
 */
export function createExecutor(model: 'cluster', options: ClusterOptions): Executor;
/** Makes an executor of a model that runs on this machine. */
export function createExecutor(model: LocalModel, options?: ExecutorOptions): Executor;
export function createExecutor(model: Model, options: AnyOptions = {}): Executor {
  if (!Object.hasOwn(SUPPORTS, model)) {
    throw new TypeError(
      `unknown model "${model as string}": expected one of ${Object.keys(SUPPORTS).join(', ')}`,
    );
  }
  for (const key of Object.keys(options)) {
    const keys = model === 'cluster' ? CLUSTER_KEYS : KEYS;
    if (!keys.has(key))
      throw new TypeError(`unknown executor option "${key}": expected one of ${[...keys].join(', ')}`);
  }
  checkInitializer(options.initialize);
  numberIn('memoryLimitMb', options.memoryLimitMb, 1, 2 ** 20);
  numberIn('youngGenerationMb', options.youngGenerationMb, 3, 2 ** 20);
  const concurrency = wholeIn('concurrency', options.concurrency, 1, 1024);
  numberIn('loopBudget', options.loopBudget, 1, Infinity);
  const base = {
    model,
    maxQueue: wholeIn('maxQueue', options.maxQueue, 0, Infinity) ?? Infinity,
    maxJobsPerLane: wholeIn('maxJobsPerLane', options.maxJobsPerLane, 1, Infinity) ?? Infinity,
    idleTimeout: numberIn('idleTimeout', options.idleTimeout, 0, Infinity) ?? Infinity,
    trace: options.trace === true,
  };
  const scheduler =
    model === 'auto'
      ? new AutoScheduler(options, base, concurrency)
      : new Scheduler(TRANSPORTS[model](options), {
          ...base,
          concurrency: model === 'inline' ? 1 : (concurrency ?? LANES[model] ?? effectiveCores()),
        });
  return new ScheduledExecutor(model, SUPPORTS[model], scheduler, DEFAULT_CALL);
}

/** Makes an executor that runs one job after another in this thread: the baseline. */
export function inline(options?: ExecutorOptions): Executor {
  return createExecutor('inline', options);
}

/** Makes an executor that runs jobs on this event loop, a bounded number at a time. */
export function async(options?: ExecutorOptions): Executor {
  return createExecutor('async', options);
}

/** Makes an executor that runs jobs on worker threads. */
export function threads(options?: ExecutorOptions): Executor {
  return createExecutor('threads', options);
}

/** Makes an executor that runs jobs in child processes. */
export function processes(options?: ExecutorOptions): Executor {
  return createExecutor('processes', options);
}

/** Makes an executor that runs tasks which name a kernel, on C++ threads. */
export function native(options?: ExecutorOptions): Executor {
  return createExecutor('native', options);
}

/** Makes an executor that hands jobs to the workers of a queue, on any number of machines. */
export function cluster(options: ClusterOptions): Executor {
  return createExecutor('cluster', options);
}

/** Makes an executor that runs each job here or on a worker thread, by what it measures of the task. */
export function auto(options?: ExecutorOptions): Executor {
  return createExecutor('auto', options);
}
