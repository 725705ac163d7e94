import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createExecutor,
  EngineUnavailable,
  NotTransportable,
  taskFrom,
  TaskNotFound,
  type BlobStore,
  type Executor,
} from '@counterpoint/core';
import {
  attach,
  startClusterWorker,
  type ClusterWorker,
  type ClusterWorkerOptions,
} from '@counterpoint/core/cluster';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithRedis } from './needs-redis.ts';
import { RedisServer } from './redis-server.ts';

const MODULE = new URL('programs/tasks.mjs', import.meta.url);
const square = taskFrom<(n: number) => number>(MODULE, 'square');
const echo = taskFrom<(value: unknown) => unknown>(MODULE, 'echo');
const sizeOf = taskFrom<(bytes: Uint8Array) => number>(MODULE, 'sizeOf');
const record = taskFrom<(job: { file: string; id: number; ms: number }) => Promise<number>>(MODULE, 'record');
const bytesOf = taskFrom<(length: number) => Uint8Array>(MODULE, 'bytesOf');

describeWithRedis('a cluster', () => {
  let server: RedisServer;
  let folder: string;
  let open: { close(): Promise<void> }[] = [];
  let queues = 0;
  let queue: string;

  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-cluster-'));
    queue = `queue-${queues++}`;
  });
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const worker = async (more: Partial<ClusterWorkerOptions> = {}): Promise<ClusterWorker> => {
    const started = await startClusterWorker({
      connection: server.connection,
      queue,
      tasks: [MODULE],
      lanes: { concurrency: 1 },
      ...more,
    });
    open.push(started);
    return started;
  };

  const caller = (more: object = {}): Executor => {
    const executor = createExecutor('cluster', { connection: server.url, queue, ...more });
    open.push({ close: () => executor.close({ grace: 0 }) });
    return executor;
  };

  const inQueue = async (): Promise<number> => {
    const view = new Queue(queue, { connection: server.connection, prefix: 'counterpoint' });
    try {
      return await view.getWaitingCount();
    } finally {
      await view.close();
    }
  };

  it('runs a task whose worker has the same file elsewhere', async () => {
    const copy = path.join(folder, 'tasks.mjs');
    copyFileSync(MODULE, copy);
    await worker({ tasks: [copy] });
    expect(await caller().submit(square, 12)).toBe(144);
  });

  it('refuses a task module of another version, with both versions', async () => {
    const changed = path.join(folder, 'tasks.mjs');
    writeFileSync(changed, `${readFileSync(MODULE, 'utf8')}\n// another build\n`);
    await worker({ tasks: [changed] });
    const version = createHash('sha256').update(readFileSync(changed)).digest('hex').slice(0, 16);
    const refused = caller().submit(square, 1);
    await expect(refused).rejects.toBeInstanceOf(TaskNotFound);
    await expect(refused).rejects.toThrow(`${version} at the worker: deploy the same build`);
  });

  it('runs nothing but what the worker was started with', async () => {
    await worker();
    const other = path.join(folder, 'other.mjs');
    writeFileSync(other, 'export const run = () => 1;');
    const refused = caller().submit(taskFrom(pathToFileURL(other), 'run'));
    await expect(refused).rejects.toThrow(/no worker task other.mjs#run/);
  });

  it('takes a cancelled job off the queue', async () => {
    const executor = caller();
    const abort = new AbortController();
    const job = executor.with({ signal: abort.signal }).submit(square, 2);
    await expect.poll(inQueue).toBe(1);
    abort.abort(new Error('no longer wanted'));
    await expect(job).rejects.toThrow('no longer wanted');
    await expect.poll(inQueue).toBe(0);
  });

  it('closes although no worker ever came', async () => {
    const executor = caller();
    const job = executor.submit(square, 2);
    job.catch(() => undefined);
    await expect.poll(inQueue).toBe(1);
    await executor.close();
    await expect(job).rejects.toMatchObject({ code: 'ERR_EXECUTOR_CLOSED' });
    expect(await inQueue()).toBe(0);
  });

  it('says what cannot be reached, and never a secret', async () => {
    const wrong = { ...server.connection, password: 'not-the-password-7' };
    for (const connection of [
      wrong,
      `redis://:not-the-password-7@127.0.0.1:${server.port}`,
      'redis://:not-the-password-7@127.0.0.1:1',
    ]) {
      const executor = createExecutor('cluster', { connection, queue });
      const error: unknown = await executor.submit(square, 1).then(String, (reason: unknown) => reason);
      expect(error).toBeInstanceOf(EngineUnavailable);
      expect(`${(error as Error).stack} ${String((error as Error).cause)}`).not.toContain(
        'not-the-password-7',
      );
      await executor.close();
    }
    expect(() => createExecutor('cluster', { connection: 'http://u:secret-8@h', queue })).toThrow(TypeError);
    expect(() => createExecutor('cluster', { connection: 'http://u:secret-8@h', queue })).not.toThrow(
      /secret-8/,
    );
  });

  it('refuses arguments and results over the limit, by name', async () => {
    await worker({ maxValueBytes: 10_000 });
    const executor = caller({ maxValueBytes: 10_000 });
    const [large, fits, result] = await Promise.allSettled([
      executor.submit(sizeOf, new Uint8Array(20_000)),
      executor.submit(sizeOf, new Uint8Array(5000)),
      executor.submit(bytesOf, 20_000),
    ]);
    expect(large).toMatchObject({ reason: { code: 'ERR_NOT_TRANSPORTABLE', path: 'args' } });
    expect(fits).toMatchObject({ value: 5000 });
    expect((result as PromiseRejectedResult).reason).toBeInstanceOf(NotTransportable);
    expect(result).toMatchObject({ reason: { path: 'result' } });
  });

  it('carries what is larger through a blob store', async () => {
    const kept = path.join(folder, 'blobs');
    mkdirSync(kept);
    let count = 0;
    const blobs: BlobStore = {
      put: async (bytes) => {
        const key = `blob-${count++}`;
        writeFileSync(path.join(kept, key), bytes);
        return key;
      },
      get: async (key) => readFileSync(path.join(kept, path.basename(key))),
    };
    await worker({ maxValueBytes: 10_000, blobs });
    const executor = caller({ maxValueBytes: 10_000, blobs });
    expect(await executor.submit(sizeOf, new Uint8Array(3_000_000))).toBe(3_000_000);
    const bytes = await executor.submit(bytesOf, 2_000_000);
    expect(Buffer.compare(bytes, new Uint8Array(2_000_000).fill(7))).toBe(0);
  });

  it('hands prototype keys on as data, and pollutes nothing', async () => {
    await worker();
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    );
    const back = await caller().submit(echo, hostile);
    expect(Object.keys(back as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('drops a job that no caller sent, tells so, and goes on', async () => {
    const warnings: string[] = [];
    await worker({ onWarning: (message) => warnings.push(message) });
    const redis = new Redis(server.connection);
    const alien = new Queue(queue, { connection: redis, prefix: 'counterpoint' });
    const done = { removeOnComplete: true, removeOnFail: true };
    await redis.set('counterpoint:no-stream', 'text');
    await alien.add('parcel', { reply: 'counterpoint:no-stream', keep: 60, body: 'AAAA' }, done);
    await alien.add('parcel', { reply: `counterpoint:${queue}:replies:me`, keep: 60, body: 'AAAA' }, done);
    await alien.add('parcel', {}, done);
    await redis.publish(`counterpoint:${queue}:cancel`, 'no message');
    expect(await caller().submit(square, 9)).toBe(81);
    await expect.poll(() => warnings.length).toBe(3);
    expect(warnings.filter((text) => text.includes('was dropped'))).toHaveLength(2);
    expect(warnings.filter((text) => text.includes('could not be read'))).toHaveLength(1);
    await alien.close();
    redis.disconnect();
  });

  it('keeps a result until the server has memory for it', { timeout: 20_000 }, async () => {
    await worker();
    const redis = new Redis(server.connection);
    const pool = caller();
    await pool.submit(square, 1);
    const result = pool.submit(record, { file: path.join(folder, 'ran'), id: 7, ms: 500 });
    await new Promise((resolve) => setTimeout(resolve, 250));
    await redis.config('SET', 'maxmemory', '1');
    await expect(pool.submit(square, 2)).rejects.toThrow(/OOM/);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await redis.config('SET', 'maxmemory', '0');
    expect(await result).toBe(7);
    redis.disconnect();
  });

  it('tells its health and its metrics on loopback', async () => {
    const node = await worker({ health: { port: 0 } });
    await caller().map(square, [1, 2, 3]);
    const base = `http://127.0.0.1:${node.healthPort}`;
    const health = await fetch(`${base}/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ state: 'running', connected: true, jobsDone: 3, lanes: 1 });
    expect(await (await fetch(`${base}/metrics`)).text()).toContain(
      'counterpoint_worker_jobs_done_total 3\n',
    );
    expect((await fetch(`${base}/else`)).status).toBe(404);
  });

  it('ends an attach to a run that nobody started', async () => {
    const results: unknown[] = [];
    for await (const result of attach({ connection: server.url, queue, runId: 'never' }))
      results.push(result);
    expect(results).toEqual([]);
  });

  it('needs no more of Redis than the guide grants its user', async () => {
    const admin = new Redis(server.connection);
    const rule =
      'on >secret-9 ~counterpoint:* &counterpoint:* +@all -@admin -@dangerous +info +client|setname';
    await admin.call('ACL', 'SETUSER', 'worker', ...rule.split(' '));
    admin.disconnect();
    const connection = { host: '127.0.0.1', port: server.port, username: 'worker', password: 'secret-9' };
    await worker({ connection });
    expect(await caller({ connection }).submit(square, 8)).toBe(64);
  });

  it('checks its options', async () => {
    const { connection } = server;
    expect(() => createExecutor('cluster', { connection, queue: 'a:b' })).toThrow(/queue: expected a name/);
    for (const wrong of ['redis://:half@x/of-it@h', 'redis://h/0?db=1', 'redis://h/first']) {
      expect(() => createExecutor('cluster', { connection: wrong, queue })).toThrow(/nothing but the number/);
      expect(() => createExecutor('cluster', { connection: wrong, queue })).not.toThrow(/half|of-it/);
    }
    expect(() => createExecutor('cluster', { connection, queue, idleTimeout: 5 } as never)).toThrow(
      /unknown executor option/,
    );
    await expect(startClusterWorker({ connection, queue, tasks: [] })).rejects.toThrow(
      /tasks: expected a list/,
    );
    await expect(startClusterWorker({ connection, queue, tasks: ['/no/such.mjs'] })).rejects.toThrow(
      TaskNotFound,
    );
    await expect(
      startClusterWorker({ connection, queue, tasks: [MODULE], on: 'inline' as never }),
    ).rejects.toThrow(/hold up the locks/);
  });

  it('lets a process end by itself while its executor is idle', { timeout: 20_000 }, async () => {
    await worker();
    const source = `
      import { createExecutor, taskFrom } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
      const pool = createExecutor('cluster', { connection: ${JSON.stringify(server.url)}, queue: ${JSON.stringify(queue)} });
      console.log(await pool.submit(taskFrom(${JSON.stringify(MODULE.href)}, 'square'), 9));`;
    const { execFile } = await import('node:child_process');
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ['--input-type=module', '-e', source], { timeout: 15_000 }, (error, out) =>
        error === null ? resolve(out) : reject(error),
      );
    });
    expect(stdout).toBe('81\n');
  });
});
