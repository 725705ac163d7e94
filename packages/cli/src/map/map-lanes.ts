import { context, createExecutor, effectiveCores, taskFrom, type Executor } from '@counterpoint/core';
import { queueAddress } from '../arguments/connection.ts';
import { UserError } from '../command/user-error.ts';
import type { UserFunction } from '../function/user-function.ts';
import type { MapOptions } from './map-options.ts';
import { callInstead } from './run-block.ts';

/** Lines of one run that are with a cluster at once: parcels are made of them, and its lanes are kept busy. */
const CLUSTER_LINES = 256;

/** Lines of a block live shortly: without a limit, their garbage takes up to 48 MB a lane before it is collected. */
const YOUNG_MB = 12;

/** What runs the blocks of a map. */
export interface MapLanes {
  readonly executor: Executor;
  /** Limit of a block's run time, where the executor is to hold it. */
  readonly timeoutMs: number | undefined;
  /** Lines of a block; undefined: chosen from measured run times. */
  readonly batch: number | undefined;
  close(): Promise<void>;
}

/**
 * Opens the lanes that the options ask for.
 *
 * Most models run whole blocks. A kernel and a cluster know the user's function alone, so there the blocks run on this event
 * loop, and hand each line over.
 * @throws {UserError} if the model cannot run this function, or has no engine
 */
export async function openLanes(options: MapOptions, fn: UserFunction): Promise<MapLanes> {
  const { on, concurrency, timeout: timeoutMs, batch } = options;
  if (on !== 'cluster' && (options.connection ?? options.queue) !== undefined)
    throw new UserError('--connection and --queue go with --on cluster');
  if (on !== 'cluster' && on !== 'native') {
    const executor = createExecutor(on, {
      youngGenerationMb: YOUNG_MB,
      ...(concurrency === undefined || on === 'inline' ? {} : { concurrency }),
    });
    return { executor, timeoutMs, batch, close: () => executor.close({ grace: 0 }) };
  }
  const pool = on === 'cluster' ? await openCluster(options, fn) : await openNative(fn);
  const task = taskFrom(fn.url, fn.exportName, fn.kernel === undefined ? {} : { kernel: fn.kernel });
  callInstead(fn, (item) =>
    pool
      .with({ signal: context().signal, ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }) })
      .submit(task, item),
  );
  const lines = concurrency ?? (on === 'cluster' ? CLUSTER_LINES : effectiveCores());
  const executor = createExecutor('async', { concurrency: lines });
  return {
    executor,
    timeoutMs: undefined,
    batch: on === 'cluster' ? 1 : batch,
    async close() {
      await executor.close({ grace: 0 });
      await pool.close({ grace: 0 });
    },
  };
}

async function openNative({ kernel, label }: UserFunction): Promise<Executor> {
  if (kernel === undefined)
    throw new UserError(
      `--on native: ${label} names no kernel: export it as defineTask(import.meta.url, name, fn, { kernel: 'primes' }), or choose another model`,
    );
  const { kernelsOf } = await import('@counterpoint/bench');
  try {
    return createExecutor('native', { kernels: kernelsOf({ symbol: kernel }), concurrency: 1024 });
  } catch (error) {
    throw new UserError(`--on native: ${(error as Error).message}`, { cause: error });
  }
}

async function openCluster(options: MapOptions, { url }: UserFunction): Promise<Executor> {
  if (!url.startsWith('file:'))
    throw new UserError(
      '--on cluster: expected a module that the workers were started with (--tasks); they run no source of a command line',
    );
  const address = queueAddress(options);
  let pool: Executor | undefined;
  try {
    pool = createExecutor('cluster', address);
    await pool.ready();
    return pool;
  } catch (error) {
    await pool?.close({ grace: 0 });
    throw new UserError(`--on cluster: ${(error as Error).message}`, { cause: error });
  }
}
