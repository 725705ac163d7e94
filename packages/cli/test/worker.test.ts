import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createExecutor, taskFrom } from '@counterpoint/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from './free-port.ts';
import { counterpoint, node, type CliEnd } from './run-cli.ts';

const SECRET = 'a-secret-of-this-test';
const missing = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error !== undefined;
/** Without Redis the tests are reported as skipped, and fail in CI, which installs it. */
const describeWithRedis = missing && process.env['CI'] === undefined ? describe.skip : describe;

describeWithRedis('counterpoint worker', () => {
  let folder: string;
  let redis: ChildProcess;
  let connection: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'counterpoint-worker-'));
    writeFileSync(
      join(folder, 'tasks.mjs'),
      'export const slow = async (n) => { await new Promise((done) => setTimeout(done, 1500)); return n * 2; };\n',
    );
    const port = await freePort();
    const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--requirepass', SECRET];
    redis = spawn('redis-server', [...flags, '--save', ''], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: redis.stdout as NodeJS.ReadableStream }))
      if (line.includes('Ready to accept connections')) break;
    redis.stdout?.resume();
    connection = `redis://:${SECRET}@127.0.0.1:${port}`;
  });
  afterAll(async () => {
    const gone = once(redis, 'exit');
    redis.kill('SIGKILL');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs jobs, tells its health, and after SIGTERM finishes what it has', { timeout: 60_000 }, async () => {
    let ended: Promise<CliEnd> | undefined;
    const { child, healthPort } = await new Promise<{ child: ChildProcess; healthPort: number }>(
      (resolve) => {
        const args = ['--tasks', './tasks.mjs', '--concurrency', '1', '--health', '0', '--json'];
        ended = counterpoint(['worker', '--queue', 'cli', ...args], {
          cwd: folder,
          env: { COUNTERPOINT_CONNECTION: connection },
          during: (started) =>
            started.stdout?.once('data', (line: Buffer) =>
              resolve({ child: started, ...(JSON.parse(line.toString()) as { healthPort: number }) }),
            ),
        });
      },
    );
    const health = async (): Promise<unknown> =>
      (await fetch(`http://127.0.0.1:${healthPort}/health`)).json();
    expect(await health()).toMatchObject({ state: 'running', connected: true, lanes: 1 });

    const pool = createExecutor('cluster', { connection, queue: 'cli' });
    const result = pool.submit(
      taskFrom<(n: number) => number>(pathToFileURL(join(folder, 'tasks.mjs')), 'slow'),
      21,
    );
    await expect.poll(health, { timeout: 20_000 }).toMatchObject({ parcelsActive: 1 });
    child.kill('SIGTERM');
    expect(await result).toBe(42);
    await pool.close();

    const { code, stdout, stderr } = await (ended as unknown as Promise<CliEnd>);
    expect(code).toBe(143);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.map(({ event }) => event)).toEqual(['started', 'draining', 'closed']);
    expect(events.at(-1)).toMatchObject({ jobsDone: 1, jobsFailed: 0 });
    expect(stderr).toContain('appendonly');
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('does and prints what the guide shows', { timeout: 60_000 }, async () => {
    const guide = readFileSync(new URL('../../../docs/guide/cluster.md', import.meta.url), 'utf8');
    const [shownStart, shownResults] = [...guide.matchAll(/^ {3}```text\n(.*?)^ {3}```/gms)].map((block) =>
      block[1]?.trim(),
    );
    const line = /npx counterpoint (worker .*)/.exec(guide)?.[1] ?? '';
    const cwd = fileURLToPath(new URL('../../../examples/cluster/', import.meta.url));
    const env = { COUNTERPOINT_CONNECTION: connection };
    let child: ChildProcess | undefined;
    const ended = counterpoint(line.split(' '), { cwd, env, during: (started) => (child = started) });
    const caller = await node(['caller.mjs'], { cwd, env });
    child?.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(caller).toEqual({ code: 0, stdout: `${shownResults}\n`, stderr: '' });
    expect(stderr).toContain(`${shownStart}\n`);
    expect(code).toBe(143);
  });

  it('says in one sentence what it cannot use, without the password', { timeout: 60_000 }, async () => {
    const worker = (...args: string[]): Promise<CliEnd> =>
      counterpoint(['worker', '--queue', 'cli', ...args], { cwd: folder });
    const unreachable = `redis://:${SECRET}@127.0.0.1:1`;
    const refused = await worker('--connection', unreachable, '--tasks', './tasks.mjs');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/Redis at 127\.0\.0\.1:1 cannot be used/);
    expect(refused.stderr).not.toMatch(/ {4}at |a-secret/);
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const health = ['--tasks', './tasks.mjs', '--health', `${port}`];
    const noPort = await worker('--connection', connection, ...health);
    taken.close();
    expect(noPort).toMatchObject({ code: 1, stdout: '' });
    expect(noPort.stderr).toContain(`the health endpoint cannot listen on 127.0.0.1:${port} (EADDRINUSE)`);
    const module = await worker('--connection', connection, '--tasks', './none.mjs');
    expect(module).toMatchObject({ code: 1, stdout: '' });
    expect(module.stderr).toContain('none.mjs');
    expect(await worker('--tasks', './tasks.mjs')).toMatchObject({ code: 2, stdout: '' });
  });
});
