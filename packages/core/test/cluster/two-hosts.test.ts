import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createExecutor, taskFrom, TimedOut, type Executor } from '@counterpoint/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeWithRedis } from './needs-redis.ts';
import { NodeProcess } from './node-process.ts';
import { RedisServer } from './redis-server.ts';
import { TwoHosts, whyNoHosts } from './two-hosts.ts';

const MODULE = new URL('programs/tasks.mjs', import.meta.url);
/** Longer than the lock and two checks: the worker's jobs count as lost, and a silent connection is given up. */
const CUT_MS = 6000;

type Recorded = (item: { file: string; id: number; ms: number }) => number;
const record = taskFrom<Recorded>(MODULE, 'record');
const square = taskFrom<(n: number) => number>(MODULE, 'square');

const missing = whyNoHosts();
// Network namespaces need root and a kernel that permits them; the name of the skipped suite says what was missing.
const suite = missing === undefined ? describeWithRedis : describe.skip;

suite(`a cluster of two hosts${missing === undefined ? '' : ` (not run: ${missing})`}`, () => {
  let hosts: TwoHosts;
  let server: RedisServer;
  let folder: string;
  let worker: NodeProcess;
  let pool: Executor;

  beforeAll(async () => {
    hosts = new TwoHosts();
    server = await RedisServer.start({ host: hosts.redisFromHere, within: hosts.onRedisHost });
  });
  afterAll(async () => {
    await server.stop();
    hosts.remove();
  });
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-cluster-'));
    worker = new NodeProcess(
      'worker.mjs',
      [
        {
          connection: { ...server.connection, host: hosts.redisFromWorker },
          queue: 'hosts',
          tasks: [fileURLToPath(MODULE)],
          lanes: { concurrency: 1 },
          lockMs: 1500,
          checkMs: 500,
        },
      ],
      hosts.onWorkerHost,
    );
    await worker.line();
    pool = createExecutor('cluster', { connection: server.connection, queue: 'hosts' });
  });
  afterEach(async () => {
    await pool.close({ grace: 0 });
    await worker.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (): string => path.join(folder, 'runs');
  const done = (): number => pool.stats().done;

  /** Cuts a link in the middle of a map of 20 jobs. */
  const cut = async (link: 'here' | 'worker', meanwhile: () => Promise<void>): Promise<number[]> => {
    const items = Array.from({ length: 20 }, (_, id) => ({ file: file(), id, ms: 30 }));
    const results = pool.with({ batch: 1 }).map(record, items);
    results.catch(() => undefined);
    await expect.poll(done, { timeout: 20_000 }).toBeGreaterThan(2);
    hosts.link(link, 'down');
    try {
      await Promise.all([sleep(CUT_MS), meanwhile()]);
    } finally {
      hosts.link(link, 'up');
    }
    return results;
  };
  const ids = Array.from({ length: 20 }, (_, id) => id);

  it('runs jobs on another host', { timeout: 30_000 }, async () => {
    expect(await pool.map(square, ids)).toEqual(ids.map((id) => id * id));
  });

  it('loses nothing while the link of the worker is down', { timeout: 90_000 }, async () => {
    const results = await cut('worker', () => Promise.resolve());
    expect(results).toEqual(ids);
    expect(new Set(readFileSync(file(), 'utf8').trimEnd().split('\n').map(Number)).size).toBe(ids.length);
  });

  it(
    'loses nothing while the link of the caller is down, and a time limit holds',
    { timeout: 90_000 },
    async () => {
      const results = await cut('here', async () => {
        await expect(pool.with({ timeout: 300 }).submit(square, 4)).rejects.toBeInstanceOf(TimedOut);
      });
      expect(results).toEqual(ids);
      expect(await pool.submit(square, 5)).toBe(25);
    },
  );
});
