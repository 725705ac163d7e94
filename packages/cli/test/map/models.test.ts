import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.ts';
import { counterpoint, inFolder, MAIN, until } from '../run-cli.ts';

const module = (path: string): string => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href);

/** A task with a kernel, whose function would give something else. */
const WITH_KERNEL =
  `import { defineTask } from ${module('core/dist/index.js')};\n` +
  "export const count = defineTask(import.meta.url, 'count', () => -1, { kernel: 'primes' });\n";
const FROM_100 = '100\n"x"\n1000\n';

describe('map --on native', { timeout: 60_000 }, () => {
  it("runs the kernel that the module's task names, in input order, and tells of a line it cannot take", async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'count.mjs'), WITH_KERNEL);
      const { stdout, stderr, code } = await counterpoint(['map', './count.mjs', '--on', 'native'], {
        cwd,
        input: FROM_100,
      });
      expect(stdout).toBe('25\n168\n');
      expect(stderr).toContain('line 2: TypeError');
      expect(code).toBe(1);
    });
  });

  it('ends a kernel that takes too long', async () => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'count.mjs'), WITH_KERNEL);
      const args = ['map', './count.mjs', '--on', 'native', '--timeout', '500ms', '--halt', 'soon'];
      const { stderr } = await counterpoint(args, { cwd, input: '1e12\n' });
      expect(stderr).toContain('line 1: TimedOut');
    });
  });

  it('says what to do where the function names no kernel', async () => {
    const { stderr, code } = await counterpoint(['map', '-e', 'x => x', '--on', 'native'], { input: '1\n' });
    expect(stderr).toContain('names no kernel');
    expect(code).toBe(255);
  });
});

describe('map --on cluster, without its options', () => {
  it.each([
    [['-e', 'x => x', '--on', 'cluster'], 'expected a module that the workers were started with'],
    [['./f.mjs', '--on', 'cluster'], 'expected --connection <url>'],
    [['./f.mjs', '--on', 'cluster', '--connection', 'redis://127.0.0.1:1'], 'expected --queue <name>'],
    [
      ['./f.mjs', '--on', 'cluster', '--connection', 'http://x', '--queue', 'q'],
      'expected a URL such as redis:',
    ],
    [['./f.mjs', '--queue', 'q'], 'go with --on cluster'],
  ])('%j tells what is missing', async (args, message) => {
    await inFolder(async (cwd) => {
      await writeFile(join(cwd, 'f.mjs'), 'export default (x) => x');
      const { stderr, code } = await counterpoint(['map', ...args], {
        cwd,
        input: '1\n',
        env: { COUNTERPOINT_CONNECTION: undefined },
      });
      expect(stderr).toContain(message);
      expect(code).toBe(255);
    });
  });
});

const noRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error !== undefined;

// Without a server these are reported as skipped; CI installs one.
describe.skipIf(noRedis && process.env['CI'] === undefined)('map --on cluster', { timeout: 90_000 }, () => {
  let redis: ChildProcess;
  let connection: string;

  beforeAll(async () => {
    const port = await freePort();
    connection = `redis://127.0.0.1:${port}`;
    const flags = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    redis = spawn('redis-server', flags, { stdio: 'ignore' });
    await once(redis, 'spawn');
  });
  afterAll(() => void redis.kill('SIGKILL'));

  it('runs lines on the workers of a queue, in input order, and tells of those that fail', async () => {
    await inFolder(async (cwd) => {
      await writeFile(
        join(cwd, 'tasks.mjs'),
        'export const where = (x) => { if (x === 7) throw new RangeError("no 7"); return [x, process.pid]; };\n',
      );
      const address = ['--connection', connection, '--queue', 'lines'];
      const worker = spawn(
        process.execPath,
        [MAIN, 'worker', ...address, '--tasks', './tasks.mjs', '--concurrency', '1'],
        { cwd, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      try {
        let told = '';
        worker.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
        await until(() => told.includes('takes jobs'));
        const { stdout, stderr, code } = await counterpoint(
          ['map', './tasks.mjs', '--on', 'cluster', ...address],
          { cwd, input: Array.from({ length: 300 }, (_, line) => `${line}\n`).join('') },
        );
        const rows = stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as [number, number]);
        expect(rows.map(([x]) => x)).toEqual(
          Array.from({ length: 300 }, (_, line) => line).filter((x) => x !== 7),
        );
        expect(new Set(rows.map(([, pid]) => pid))).toEqual(new Set([worker.pid]));
        expect(stderr).toContain('line 8: RangeError: no 7');
        expect(code).toBe(1);
      } finally {
        worker.kill('SIGKILL');
      }
    });
  });
});
