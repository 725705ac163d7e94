import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { taskFrom, type Executor } from '@counterpoint/core';
import { Fulfilled, outcome, type Fault, type FaultModel } from './fault.ts';
import {
  exit,
  failLater,
  failOnce,
  fillMemory,
  give,
  giveFunction,
  increment,
  never,
  processId,
  slowOnce,
  spin,
  throws,
  waitFor,
} from './tasks.mjs';

const everywhere = (told: string): Record<FaultModel, string> => ({
  inline: told,
  async: told,
  threads: told,
  processes: told,
});
const onLanes = (told: string): Partial<Record<FaultModel, string>> => ({ threads: told, processes: told });

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until something is so; at most 10 s. */
async function until(so: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !so(); round++) await pause(10);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'counterpoint-faults-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
let markers = 0;
/** A file that is not there yet: it tells a lane whether it is the first. */
const marker = (): string => path.join(scratch, `marker-${markers++}`);

/** Aborts a running job after it has begun. */
async function aborted(pool: Executor, task: typeof never): Promise<unknown> {
  const controller = new AbortController();
  const job = outcome(pool.with({ signal: controller.signal, grace: 20 }).submit(task));
  await pause(50);
  controller.abort(new Error('enough'));
  return job;
}

const thrown =
  (what: string): Fault['happen'] =>
  (pool) =>
    outcome(pool.submit(throws, what));

async function late(pool: Executor, how: string): Promise<unknown> {
  const job = await outcome(pool.submit(failLater, how));
  await until(() => pool.stats().crashes > 0);
  return job;
}

let starting = '';

/** Every fault that the guide's table lists, in its order. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'the job calls `process.exit(0)`',
    told: onLanes('LaneCrashed ERR_LANE_CRASHED, exit code 0'),
    happen: (pool) => outcome(pool.submit(exit, 0)),
  },
  {
    name: 'the job calls `process.exit(1)`',
    told: onLanes('LaneCrashed ERR_LANE_CRASHED, exit code 1'),
    happen: (pool) => outcome(pool.submit(exit, 1)),
  },
  { name: 'it throws undefined', told: everywhere('undefined'), happen: thrown('undefined') },
  {
    name: 'it throws a function',
    told: {
      inline: 'the function thrown',
      async: 'the function thrown',
      ...onLanes('NotTransportable ERR_NOT_TRANSPORTABLE, thrown'),
    },
    happen: thrown('function'),
  },
  { name: 'it throws a symbol', told: everywhere('Symbol(thrown)'), happen: thrown('symbol') },
  { name: 'it throws a frozen error', told: everywhere('RangeError: frozen'), happen: thrown('frozen') },
  {
    name: 'it throws an error with a throwing getter',
    told: everywhere('RangeError: with a getter'),
    happen: thrown('getter'),
  },
  {
    name: 'it never settles, and its signal aborts',
    told: everywhere('Error: enough'),
    happen: (pool) => aborted(pool, never),
  },
  {
    name: 'it never settles, and its `timeout` passes',
    told: everywhere('TimedOut ERR_TIMED_OUT'),
    happen: (pool) => outcome(pool.with({ timeout: 50, grace: 20 }).submit(never)),
  },
  {
    name: 'it never settles, and `close({ grace })` comes',
    told: everywhere('ExecutorClosed ERR_EXECUTOR_CLOSED'),
    closes: true,
    alone: true,
    happen: async (pool) => {
      const job = outcome(pool.with({ grace: 20 }).submit(never));
      await pause(50);
      await pool.close({ grace: 20 });
      return job;
    },
  },
  {
    name: 'it runs out of memory',
    told: {
      threads: 'LaneCrashed ERR_LANE_CRASHED, exit code 1',
      processes: 'LaneCrashed ERR_LANE_CRASHED, SIGABRT',
    },
    options: () => ({ memoryLimitMb: 32, stdio: 'ignore' }),
    happen: (pool) => outcome(pool.submit(fillMemory)),
  },
  {
    name: 'it spins through an abort',
    told: onLanes('Error: enough'),
    happen: (pool) => aborted(pool, spin),
  },
  {
    name: 'its lane is killed while it runs',
    told: { processes: 'LaneCrashed ERR_LANE_CRASHED, SIGKILL' },
    happen: async (pool) => {
      const file = marker();
      const job = outcome(pool.submit(slowOnce, file));
      await until(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
      process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
      return job;
    },
  },
  {
    name: 'its lane is killed while idle (a thread: `process.exit` in a timer)',
    told: { threads: 'fulfilled: ended', processes: 'fulfilled: killed' },
    happen: async (pool, model) => {
      if (model === 'threads') return late(pool, 'exit');
      const pid = await pool.submit(processId);
      await pause(250);
      process.kill(pid, 'SIGKILL');
      await until(() => pool.stats().crashes > 0);
      return new Fulfilled('killed');
    },
  },
  {
    name: 'its lane is killed while it starts (a thread: `process.exit` in `initialize`)',
    told: onLanes('fulfilled: 2'),
    options: (model) => {
      starting = marker();
      return {
        initialize:
          model === 'threads'
            ? { task: failOnce, args: [starting, 'exit'] }
            : { task: slowOnce, args: [starting] },
      };
    },
    happen: async (pool, model) => {
      const job = outcome(pool.submit(increment, 1));
      if (model === 'processes') {
        await until(() => existsSync(starting) && readFileSync(starting, 'utf8') !== '');
        process.kill(Number(readFileSync(starting, 'utf8')), 'SIGKILL');
      }
      return job;
    },
  },
  {
    name: 'its module is missing',
    told: everywhere('TaskNotFound ERR_TASK_NOT_FOUND'),
    happen: (pool) => outcome(pool.submit(taskFrom('file:///no/such/module.mjs', 'run'))),
  },
  {
    name: 'its module has a syntax error',
    told: everywhere('TaskNotFound ERR_TASK_NOT_FOUND'),
    happen: (pool) => outcome(pool.submit(taskFrom('data:text/javascript,export const = 1', 'run'))),
  },
  {
    name: 'its module lacks the export',
    told: everywhere('TaskNotFound ERR_TASK_NOT_FOUND'),
    happen: (pool) => outcome(pool.submit(taskFrom('data:text/javascript,export const a = 1', 'run'))),
  },
  {
    name: '`initialize` throws',
    told: {
      inline: 'LaneCrashed ERR_LANE_CRASHED',
      async: 'LaneCrashed ERR_LANE_CRASHED',
      ...onLanes('LaneCrashed ERR_LANE_CRASHED, exit code 1'),
    },
    options: () => ({
      concurrency: 1,
      initialize: { task: failOnce, args: [marker(), 'throw'] },
      stdio: 'ignore',
    }),
    happen: (pool) => outcome(pool.submit(increment, 1)),
  },
  {
    name: 'an argument cannot cross',
    told: onLanes('NotTransportable ERR_NOT_TRANSPORTABLE, args[0].rows[1].onDone'),
    happen: (pool) => outcome(pool.submit(give, { rows: [1, { onDone: () => 1 }] })),
  },
  {
    name: 'the result cannot cross',
    told: onLanes('NotTransportable ERR_NOT_TRANSPORTABLE, result.rows[0].format'),
    happen: (pool) => outcome(pool.submit(giveFunction)),
  },
  {
    name: 'a rejection nobody handles, after the job ended',
    told: onLanes('fulfilled: ended'),
    options: () => ({ stdio: 'ignore' }),
    happen: (pool) => late(pool, 'reject'),
  },
  {
    name: 'a late throw, after the job ended',
    told: onLanes('fulfilled: ended'),
    options: () => ({ stdio: 'ignore' }),
    happen: (pool) => late(pool, 'throw'),
  },
  {
    name: '`close()` comes twice at once while jobs are queued',
    told: everywhere('ExecutorClosed ERR_EXECUTOR_CLOSED'),
    options: () => ({ concurrency: 1 }),
    closes: true,
    happen: async (pool) => {
      const job = outcome(pool.submit(waitFor, 1));
      await pause(20);
      await Promise.all([pool.close(), pool.close()]);
      await pool.close();
      return job;
    },
  },
];
