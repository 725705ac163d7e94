import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createExecutor, LaneCrashed, taskFrom, TimedOut, type ClusterOptions } from '@counterpoint/core';
import { attach } from '@counterpoint/core/cluster';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWithRedis } from './needs-redis.ts';
import { NodeProcess } from './node-process.ts';
import { RedisServer } from './redis-server.ts';

const MODULE = new URL('programs/tasks.mjs', import.meta.url);
const ATTEMPTS = new URL('programs/attempts.mjs', import.meta.url);
const SUITE_TASKS = new URL('../../dist/testing-tasks.js', import.meta.url);
const LOCK_MS = 1500;
const CHECK_MS = 500;

type Recorded = (item: { file: string; id: number; ms: number }) => number;
const record = taskFrom<Recorded>(MODULE, 'record');
const block = taskFrom<Recorded>(MODULE, 'block');
const square = taskFrom<(n: number) => number>(MODULE, 'square');

/** The ids that a task noted, one for each time it ran. */
function runs(file: string): number[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map(Number);
}

/** Waits until something holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describeWithRedis('a cluster under faults', () => {
  let server: RedisServer;
  let folder: string;
  let processes: NodeProcess[];

  beforeEach(async () => {
    server = await RedisServer.start();
    folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-cluster-'));
    processes = [];
  });
  afterEach(async () => {
    for (const process of processes) await process.kill('SIGKILL');
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const options = (): ClusterOptions => ({ connection: server.connection, queue: 'faults' });

  const spawnWorker = (more: object = {}): NodeProcess => {
    const worker = new NodeProcess('worker.mjs', [
      {
        connection: server.connection,
        queue: 'faults',
        tasks: [MODULE, ATTEMPTS, SUITE_TASKS].map((module) => fileURLToPath(module)),
        lanes: { concurrency: 1 },
        lockMs: LOCK_MS,
        checkMs: CHECK_MS,
        ...more,
      },
    ]);
    processes.push(worker);
    return worker;
  };

  const startWorker = async (more: object = {}): Promise<NodeProcess> => {
    const worker = spawnWorker(more);
    expect(await worker.line()).toBe('ready');
    return worker;
  };

  it('the job of a killed worker runs on another one', { timeout: 40_000 }, async () => {
    const file = path.join(folder, 'runs');
    writeFileSync(file, '');
    const first = await startWorker();
    await using pool = createExecutor('cluster', options());
    const job = pool.submit(taskFrom<Recorded>(MODULE, 'hangOnce'), { file, id: 1, ms: 0 });
    await until(() => readFileSync(file, 'utf8') !== '');
    await startWorker();
    await first.kill('SIGKILL');
    expect(await job).toBe(1);
    // At least once is the promise: a machine under load may find the second worker silent as well.
    expect(runs(file).length).toBeGreaterThan(1);
  });

  it(
    'a job keeps its id on another worker and in a retry, and counts every attempt',
    { timeout: 40_000 },
    async () => {
      const file = path.join(folder, 'attempts');
      writeFileSync(file, '');
      const first = await startWorker();
      await using pool = createExecutor('cluster', options());
      const job = pool
        .with({ retries: 1 })
        .submit(taskFrom<(file: string) => string>(ATTEMPTS, 'noteAttempt'), file);
      await until(() => readFileSync(file, 'utf8') !== '');
      await startWorker();
      await first.kill('SIGKILL');
      const id = await job;
      // A machine under load may find the second worker silent as well, so more runs may follow.
      const noted = readFileSync(file, 'utf8').split('\n').slice(0, 3);
      expect(noted).toEqual([1, 2, 3].map((attempt) => `${id} ${attempt}`));
    },
  );

  it('a job that blocks its lane for six times the lock runs once', { timeout: 40_000 }, async () => {
    const file = path.join(folder, 'runs');
    await startWorker();
    await startWorker();
    await using pool = createExecutor('cluster', options());
    expect(await pool.submit(block, { file, id: 7, ms: 6 * LOCK_MS })).toBe(7);
    expect(runs(file)).toEqual([7]);
  });

  it('workers that are killed again and again lose no job', { timeout: 90_000 }, async () => {
    let current = await startWorker({ maxLosses: 50 });
    await startWorker({ maxLosses: 50 });
    await using pool = createExecutor('cluster', options());
    const items = Array.from({ length: 2000 }, (_, n) => n);
    let settled = false;
    const results = pool
      .with({ retries: 20 })
      .map(square, items, { settle: true })
      .finally(() => {
        settled = true;
      });
    for (let kills = 0; kills < 3 && !settled; kills++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const next = startWorker({ maxLosses: 50 });
      await current.kill('SIGKILL');
      current = await next;
    }
    expect(await results).toEqual(items.map((n) => ({ state: 'fulfilled', value: n * n })));
  });

  it(
    'a restart of Redis in the middle loses nothing, and a timeout holds meanwhile',
    { timeout: 60_000 },
    async () => {
      await startWorker();
      await startWorker();
      await using pool = createExecutor('cluster', options());
      expect(await pool.submit(square, 3)).toBe(9);
      const file = path.join(folder, 'runs');
      const items = Array.from({ length: 40 }, (_, id) => ({ file, id, ms: 20 }));
      const results = pool.with({ batch: 1 }).map(record, items, { window: 8 });
      await until(() => pool.stats().done > 5);
      await server.down();
      const late = pool.with({ timeout: 300 }).submit(square, 4);
      await expect(late).rejects.toBeInstanceOf(TimedOut);
      await server.up();
      expect(await results).toEqual(items.map(({ id }) => id));
      expect(await pool.submit(square, 5)).toBe(25);
    },
  );

  it('a link that is cut for five seconds loses nothing', { timeout: 60_000 }, async () => {
    await startWorker();
    await using pool = createExecutor('cluster', options());
    const file = path.join(folder, 'runs');
    const items = Array.from({ length: 20 }, (_, id) => ({ file, id, ms: 20 }));
    const results = pool.with({ batch: 1 }).map(record, items);
    await until(() => pool.stats().done > 2);
    server.freeze(true);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    server.freeze(false);
    expect(await results).toEqual(items.map(({ id }) => id));
  });

  it('whoever attaches to the run of a killed caller gets all its results', { timeout: 60_000 }, async () => {
    await startWorker();
    const run = { ...options(), runId: 'nightly' };
    const caller = new NodeProcess('caller.mjs', [run, SUITE_TASKS.href, 30, 30]);
    processes.push(caller);
    expect(await caller.line()).toBe('first 0');
    await caller.kill('SIGKILL');
    const seen: number[] = [];
    for await (const result of attach(run)) {
      expect(result).toMatchObject({ task: 'waitItem', state: 'fulfilled', value: result.index });
      seen.push(result.index);
    }
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, id) => id));
  });

  it('a caller that closes lives until a slow server has answered', { timeout: 30_000 }, async () => {
    await startWorker();
    const caller = new NodeProcess('closing.mjs', [options()]);
    processes.push(caller);
    expect(await caller.line()).toBe('49');
    server.freeze(true);
    // The engine gives a connection 2 s to end, and its timer keeps a process alive.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    server.freeze(false);
    expect(await caller.line()).toBe('closed');
  });

  it('a job that kills every worker is given up, and its caller told', { timeout: 60_000 }, async () => {
    const killNode = taskFrom<() => void>(MODULE, 'killNode');
    await using pool = createExecutor('cluster', options());
    const job = pool.submit(killNode);
    job.catch(() => undefined);
    // The job may end them before they tell that they are ready.
    const first = spawnWorker({ maxLosses: 1 });
    await until(() => first.child.signalCode !== null);
    const second = spawnWorker({ maxLosses: 1 });
    await until(() => second.child.signalCode !== null);
    await startWorker({ maxLosses: 1 });
    await expect(job).rejects.toBeInstanceOf(LaneCrashed);
    expect(await pool.submit(square, 6)).toBe(36);
  });
});
