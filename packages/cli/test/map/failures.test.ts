import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterpoint, inFolder } from '../run-cli.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('');

/** The exit code of a function over 150 lines. */
const failing = (source: string): Promise<number | null> =>
  counterpoint(['map', '-e', source], { input: lines(150) }).then(({ code }) => code);

describe('map: what a failure does', () => {
  it('counts failures in the exit code, up to 101', async () => {
    expect(await failing('x => { if (x <= 7) throw new Error("no") }')).toBe(7);
    expect(await failing('x => { throw new Error("no") }')).toBe(101);
  });

  it.each(['threads', 'processes'])(
    'loses only the line whose function ends its lane, on %s',
    async (model) => {
      const { stdout, stderr, code } = await counterpoint(
        ['map', '--on', model, '-e', 'x => { if (x === 2700) process.exit(3); return x }'],
        { input: lines(3000) },
      );
      expect(stdout.trim().split('\n').map(Number)).toEqual(
        Array.from({ length: 3000 }, (_, index) => index + 1).filter((number) => number !== 2700),
      );
      expect(stderr).toMatch(/^line 2700: LaneCrashed: .*exit code 3/);
      expect(code).toBe(1);
    },
  );

  it('says so when a function ends the whole process', async () => {
    const { stderr, code } = await counterpoint(['map', '--on', 'inline', '-e', '() => process.exit(0)'], {
      input: '1\n',
    });
    expect(stderr).toContain('the function ended the process: run it --on threads or processes');
    expect(code).toBe(255);
  });

  it('ends a line that runs too long, and runs it again when told', async () => {
    await inFolder(async (folder) => {
      const { stdout, stderr, code } = await counterpoint(
        [
          'map',
          '--on',
          'processes',
          '--timeout',
          '1s',
          '--retries',
          '1',
          '-e',
          `async x => { const fs = await import('node:fs'); if (x === 2 && !fs.existsSync('seen')) { fs.writeFileSync('seen', ''); for (;;); } if (x === 3) for (;;); return x }`,
        ],
        { input: '1\n2\n3\n', cwd: folder },
      );
      expect(stdout).toBe('1\n2\n');
      expect(stderr).toContain('line 3: TimedOut');
      expect(code).toBe(1);
    });
  }, 30_000);

  it('runs a failed line again as often as told', async () => {
    const source =
      'x => { globalThis.n = (globalThis.n ?? 0) + 1; if (globalThis.n < 3) throw new Error("not yet"); return globalThis.n }';
    expect(
      (await counterpoint(['map', '-j', '1', '--retries', '2', '-e', source], { input: '1\n' })).stdout,
    ).toBe('3\n');
    expect(
      (await counterpoint(['map', '-j', '1', '--retries', '1', '-e', source], { input: '1\n' })).code,
    ).toBe(1);
  });

  it('stops soon or now at a failure', async () => {
    const source =
      'async x => { if (x === 1) throw new Error("no"); await new Promise(r => setTimeout(r, 300)); return x }';
    const soon = await counterpoint(['map', '-j', '2', '--halt', 'soon', '-e', source], {
      input: lines(1000),
    });
    expect(soon.code).toBe(1);
    expect(soon.stdout).toContain('2\n');
    expect(soon.stderr).toContain('halted: ');
    const now = await counterpoint(['map', '-j', '2', '--halt', 'now,fail=1', '-e', source], {
      input: lines(1000),
    });
    expect(now.stdout).toBe('');
    expect(now.stderr).toMatch(/halted: .* given up/);
  });

  it('writes every failed line with input and cause into a file', async () => {
    await inFolder(async (folder) => {
      const args = [
        'map',
        '--errors',
        'bad.jsonl',
        '-e',
        'x => { if (x.n > 1) throw new RangeError("too many"); return x.n }',
      ];
      const { stderr } = await counterpoint(args, { input: '{"n":1}\n{"n":2}\n{"n":3}\n', cwd: folder });
      expect(stderr).toContain('line 3: RangeError: too many');
      const rows = (await readFile(join(folder, 'bad.jsonl'), 'utf8')).trim().split('\n');
      expect(rows.map((row) => JSON.parse(row) as object)).toMatchObject([
        { line: 2, input: '{"n":2}', error: { name: 'RangeError', message: 'too many' } },
        { line: 3, input: '{"n":3}' },
      ]);
    });
  });

  it('speaks JSON on stderr with --json', async () => {
    const { stderr } = await counterpoint(['map', '--json', '-e', 'x => x.y.z'], { input: '{}\n' });
    const [failure, summary] = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(failure).toMatchObject({ line: 1, error: { name: 'TypeError' } });
    expect(summary).toMatchObject({ summary: { done: 0, failed: 1, ended: 'input' } });
    const wrong = await counterpoint(['map', '--json', './none.mjs']);
    expect(JSON.parse(wrong.stderr)).toMatchObject({ error: { code: 'ERR_USAGE' } });
  });
});
