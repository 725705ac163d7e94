import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BenchResult } from '../src/document/result.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const run = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-interrupt-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Ids of processes that were started with this text in their environment and are still there. */
async function alive(mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.includes(mark)) found.push(pid);
  }
  return found;
}

describe.runIf(process.platform === 'linux')('Ctrl-C', () => {
  it.concurrent.each([
    { phase: 'a workload', args: ['--only', 'counter,sum'], at: 'counter ...' },
    { phase: 'overhead', args: ['--study', 'overhead'], at: 'overhead ...' },
    { phase: 'io', args: ['--study', 'io'], at: 'io ...' },
    { phase: 'crossover', args: ['--study', 'crossover'], at: 'crossover ...' },
    { phase: 'scale', args: ['--study', 'scale'], at: 'scale ...' },
    { phase: 'loop', args: ['--study', 'loop'], at: 'loop ...' },
  ])('during $phase leaves valid JSON and no process', { timeout: 120_000 }, async ({ phase, args, at }) => {
    const own = path.join(folder, phase);
    const mark = `COUNTERPOINT_INTERRUPT_TEST=${path.basename(folder)} ${phase}`;
    const [key = '', value = ''] = mark.split('=');
    const child = spawn(process.execPath, [main, '--rounds', '50', '--json', '--out', own, ...args], {
      env: { ...process.env, [key]: value },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = once(child, 'exit');
    while (!stderr.includes(at)) await Promise.race([once(child.stderr, 'data'), ended]);
    await wait(300);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    const [name] = (await readdir(own)).filter((file) => file.endsWith('.json'));
    const kept = JSON.parse(await readFile(path.join(own, name ?? ''), 'utf8')) as BenchResult;
    expect(kept.state).toBe('interrupted');
    expect(JSON.parse(stdout)).toEqual(kept);
    for (let tries = 0; tries < 50 && (await alive(mark)).length > 0; tries++) await wait(100);
    expect(await alive(mark)).toEqual([]);
  });
});

describe('a wrong result', () => {
  it('makes the exit code 1, and is named', { timeout: 60_000 }, async () => {
    // A Python that answers as ours does, but cannot count.
    const liar = path.join(folder, 'liar.mjs');
    const { writeFile, chmod } = await import('node:fs/promises');
    await writeFile(
      liar,
      `#!${process.execPath}
import { createInterface } from 'node:readline';
if (process.argv[2] === '-c') console.log('CPython 3.0.0 GIL on');
else for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify({ wallMs: 1, setupMs: 0, cpuMs: 1, results: JSON.parse(line).map((n) => n + 1) }));
`,
    );
    await chmod(liar, 0o755);
    const outcome = run(
      process.execPath,
      [main, '--quick', '--only', 'sleep', '--rounds', '1', '--out', folder],
      {
        env: { ...process.env, PYTHON: liar },
      },
    );
    await expect(outcome).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('wrong result: sleep/py-sequential: expected'),
    });
  });

  it('is not made by a runtime that is missing: that is a named gap', { timeout: 60_000 }, async () => {
    const { stdout } = await run(
      process.execPath,
      [main, '--quick', '--only', 'sleep', '--rounds', '1', '--json', '--out', folder],
      { env: { ...process.env, PYTHON: '/nowhere/python', CXX: '/nowhere/c++' } },
    );
    const { gaps, wrong } = JSON.parse(stdout) as BenchResult;
    expect(wrong).toEqual([]);
    expect(gaps.join('\n')).toMatch(
      /\/nowhere\/python was not found: install[\s\S]*\/nowhere\/c\+\+ was not found: install/,
    );
  });
});
