import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-compare-test-'));
  await writeFile(
    path.join(folder, 'work.mjs'),
    'export const less = (n) => { let s = 0; for (let i = 0; i < n; i++) s += i; return s; };\n' +
      'export const more = (n) => less(20 * n);\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function counterpoint(...args: readonly string[]): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, [main, ...args], { cwd: folder });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

describe('counterpoint compare', () => {
  it(
    'prints one line of JSON on two commands, and its exit code is the verdict',
    { timeout: 120_000 },
    async () => {
      const { code, stdout } = await counterpoint(
        'compare',
        '--json',
        '--rounds',
        '12',
        '--',
        'sleep 0.01',
        'sleep 0.05',
      );
      expect(stdout.trim().split('\n')).toHaveLength(1);
      const line = JSON.parse(stdout) as { verdict: string; ratio: number; lo: number; hi: number };
      expect(Object.keys(line)).toEqual(['verdict', 'ratio', 'lo', 'hi']);
      expect(line.lo).toBeLessThanOrEqual(line.ratio);
      expect(line.hi).toBeGreaterThanOrEqual(line.ratio);
      expect({ faster: 0, 'no-difference': 0, slower: 1, inconclusive: 2 }[line.verdict]).toBe(code);
    },
  );

  it('compares two functions', { timeout: 120_000 }, async () => {
    const { stdout } = await counterpoint(
      'compare',
      './work.mjs#less',
      './work.mjs#more',
      '--arg',
      '100000',
      '--rounds',
      '12',
      '--json',
    );
    expect((JSON.parse(stdout) as { ratio: number }).ratio).toBeGreaterThan(2);
  });

  it('keeps a baseline and lists it', { timeout: 120_000 }, async () => {
    const saved = await counterpoint('compare', '--save', 'main', '--rounds', '8', '--', 'sleep 0.01');
    expect([saved.code, saved.stderr]).toEqual([0, expect.stringContaining('saved: ')]);
    expect((await counterpoint('compare', '--list')).stdout).toMatch(/^main\s+\S+Z\s+sleep 0\.01\n$/);
    const { stderr } = await counterpoint('compare', '--baseline', 'other', '--rounds', '2', '--', 'true');
    expect(stderr).toContain('no baseline "other": saved here: main');
  });

  it(
    'tells a failing command and wrong usage without a stack trace, with exit code 2',
    { timeout: 60_000 },
    async () => {
      expect(await counterpoint('compare', '--', 'true', 'false')).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining('counterpoint: "false" ended with exit code 1'),
      });
      expect(await counterpoint('compare', 'one')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('expected two targets, got 1'),
      });
    },
  );
});

describe('counterpoint scale', () => {
  it('gives the curves of a function as JSON', { timeout: 120_000 }, async () => {
    const { code, stdout } = await counterpoint(
      'scale',
      './work.mjs',
      '--task',
      'less',
      '--arg',
      '10000',
      '--rounds',
      '1',
      '--max',
      '2',
      '--json',
    );
    expect(code).toBe(0);
    const study = JSON.parse(stdout) as { type: string; curves: { id: string; state: string }[] };
    expect(study.type).toBe('scale');
    expect(study.curves.map(({ id, state }) => [id, state])).toEqual([
      ['js-threads', 'measured'],
      ['js-processes', 'measured'],
      ['native-threads', 'missing'],
    ]);
  });

  it('refuses a workload that is none', { timeout: 60_000 }, async () => {
    expect(await counterpoint('scale', 'nonsense')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown workload "nonsense"'),
    });
  });
});
