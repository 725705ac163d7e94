import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterpoint, inFolder, shell, until } from '../run-cli.ts';

describe('map: pipes and signals', () => {
  it('gives a result as soon as its line is there', async () => {
    const { stdout } = await counterpoint(['map', '-e', 'x => x * 2'], {
      during: (child) => {
        child.stdin?.write('1\n');
        child.stdout?.once('data', () => child.stdin?.end('2\n'));
      },
    });
    expect(stdout).toBe('2\n4\n');
  });

  it('takes an endless input at the pace of its reader', async () => {
    await inFolder(async (folder) => {
      const { stdout } = await shell(
        `yes 1 | $CLI map -e 'x => x + 1' | (sleep 1; head -3); echo "\${PIPESTATUS[1]}"`,
        folder,
      );
      expect(stdout).toBe('2\n2\n2\n141\n');
    });
  });

  it('ends quietly when stdout is closed', async () => {
    await inFolder(async (folder) => {
      expect((await shell(`seq 100000 | $CLI map -e 'x => x' | head -1`, folder)).stderr).toBe('');
      // Node itself opens /dev/null where a descriptor is missing.
      expect(await shell(`seq 10 | $CLI map -e 'x => x' >&-`, folder)).toEqual({
        stdout: '',
        stderr: '',
        code: 0,
      });
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'sums up after %s and exits with %i',
    async (signal, code) => {
      const end = await counterpoint(
        [
          'map',
          '--halt',
          'never',
          '-e',
          'async x => { if (x > 1) await new Promise(r => setTimeout(r, 60000)); return x }',
        ],
        {
          during: (child) => {
            child.stdin?.write('1\n2\n3\n');
            child.stdout?.once('data', () => child.kill(signal));
          },
        },
      );
      expect(end).toMatchObject({ stdout: '1\n', code });
      expect(end.stderr).toMatch(
        /^counterpoint map: interrupted: 1 line done, 0 lines failed, 2 lines given up/,
      );
    },
    20_000,
  );

  it('ends at once at the second SIGINT', async () => {
    const end = await counterpoint(
      [
        'map',
        '--on',
        'inline',
        '-e',
        'async x => { process.stderr.write("runs\\n"); await new Promise(() => setInterval(() => 0, 1000)) }',
      ],
      {
        input: '1\n',
        during: (child) => {
          child.stderr?.once('data', () => {
            child.kill('SIGINT');
            setTimeout(() => child.kill('SIGINT'), 300);
          });
        },
      },
    );
    expect(end.code).toBe(130);
  }, 20_000);

  it('writes no control codes where stderr is no terminal', async () => {
    const { stderr } = await counterpoint(['map', '--progress', '-e', 'x => { throw new Error("no") }'], {
      input: '1\n',
    });
    // oxlint-disable-next-line no-control-regex -- the point of the test
    expect(stderr).not.toMatch(/[\u001B\r]/);
  });

  it('tells of a full disk', async () => {
    await inFolder(async (folder) => {
      const { stderr, code } = await shell(`seq 10 | $CLI map -e 'x => x' > /dev/full`, folder);
      expect(stderr).toContain('stdout cannot be written: ENOSPC');
      expect(code).toBe(255);
    });
  });

  it('tells of a folder that cannot be written', async () => {
    const { stderr, code } = await counterpoint(['map', '-e', 'x => x', '--out', '/proc/none/out'], {
      input: '1\n',
    });
    expect(stderr).toContain('/proc/none/out cannot be written');
    expect(code).toBe(255);
  });
});

/** A run that can be run again, with its output in a place of its own. */
const resumable = (redirect: string): string =>
  `printf '1\\n2\\n' | $CLI map -e 'x => x' --joblog log --resume ${redirect}`;

describe('map --joblog --resume', () => {
  it.each([[[]], [['--unordered']]])(
    'goes on after kill -9: nothing lost, nothing twice %j',
    async (more) => {
      await inFolder(async (folder) => {
        await writeFile(
          join(folder, 'in.jsonl'),
          Array.from({ length: 20_000 }, (_, index) => `${index}\n`).join(''),
        );
        const args = [
          'map',
          '-e',
          'x => { const end = performance.now() + 0.02; while (performance.now() < end); return x }',
          'in.jsonl',
          '--out',
          'out',
          '--joblog',
          'log',
          '--resume',
          ...more,
        ];
        for (const after of [200, 5000]) {
          await counterpoint(args, {
            cwd: folder,
            during: (child) =>
              void until(
                async () =>
                  (await readFile(join(folder, 'log'), 'utf8').catch(() => '')).split('\n').length > after,
              ).then(() => child.kill('SIGKILL')),
          });
        }
        // As if the last kill had come between two writes: output that the log does not know, and half a row.
        const log = await readFile(join(folder, 'log'), 'utf8');
        expect(log.split('\n').length).toBeLessThan(20_000);
        await truncate(join(folder, 'log'), log.length - 3);
        const end = await counterpoint(args, { cwd: folder });
        expect(end.code).toBe(0);
        const numbers = (await readFile(join(folder, 'out'), 'utf8')).trim().split('\n').map(Number);
        expect(more.length === 0 ? numbers : numbers.toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: 20_000 }, (_, index) => index),
        );
      });
    },
    60_000,
  );

  it('runs failed lines again only with --resume-failed', async () => {
    await inFolder(async (folder) => {
      const source = `async x => { if (x === 2 && !(await import('node:fs')).existsSync('mended')) throw new Error('no'); return x }`;
      const run = (...more: string[]): ReturnType<typeof counterpoint> =>
        counterpoint(['map', '-e', source, '--out', 'out', '--joblog', 'log', ...more], {
          cwd: folder,
          input: '1\n2\n3\n',
        });
      expect((await run()).code).toBe(1);
      await writeFile(join(folder, 'mended'), '');
      expect((await run('--resume')).code).toBe(0);
      expect(await readFile(join(folder, 'out'), 'utf8')).toBe('1\n3\n');
      expect((await run('--resume-failed')).code).toBe(0);
      expect(await readFile(join(folder, 'out'), 'utf8')).toBe('1\n3\n2\n');
    });
  });

  it('refuses an output that was emptied since, and a file that is no job log', async () => {
    await inFolder(async (folder) => {
      expect((await shell(resumable('> out'), folder)).code).toBe(0);
      const { stderr, code } = await shell(resumable('> out'), folder);
      expect(stderr).toContain('append with >> (not >), or use --out');
      expect(code).toBe(255);
      await writeFile(join(folder, 'log'), 'something else\n');
      expect((await shell(resumable('>> out'), folder)).stderr).toContain('is no job log');
    });
  });
});
