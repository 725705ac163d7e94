import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Advice } from '@counterpoint/bench';
import { counterpoint, inFolder } from './run-cli.ts';

const QUESTION = ['advise', '-e', 'n => { while (n--); }', '--arg', '1000', '--jobs', '20', '--budget', '1s'];

describe('counterpoint advise --html', { timeout: 120_000 }, () => {
  it('writes a page that holds the answer, a chart and the advice itself', async () => {
    await inFolder(async (folder) => {
      const { code, stdout, stderr } = await counterpoint([...QUESTION, '--json', '--html', 'page.html'], {
        cwd: folder,
      });
      expect(code).toBe(0);
      expect(stderr).toContain('written: page.html');
      const page = await readFile(join(folder, 'page.html'), 'utf8');
      const data = /<script type="application\/json" id="counterpoint-data">(.*?)<\/script>/s.exec(page)?.[1];
      const held = JSON.parse(data ?? '') as { advice: unknown; command: string };
      expect(held.command).toBe(
        "counterpoint advise -e 'n => { while (n--); }' --arg 1000 --jobs 20 --budget 1s --json --html page.html",
      );
      expect(held.advice).toEqual(JSON.parse(stdout));
      expect(page).toContain('<svg');
    });
  });

  it('still prints the answer where the page cannot be written', async () => {
    const { code, stdout, stderr } = await counterpoint([...QUESTION, '--html', '/nowhere/at/all.html']);
    expect(code).toBe(2);
    expect(stdout).toContain('To paste:');
    expect(stderr).toMatch(/cannot be written/);
  });

  it('refuses two renderings on stdout', async () => {
    const { code, stderr } = await counterpoint([...QUESTION, '--json', '--html', '-']);
    expect(code).toBe(2);
    expect(stderr).toContain('only one rendering');
  });
});

const own = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/own-kernel/${name}`, import.meta.url));

describe('counterpoint advise, interrupted', { timeout: 60_000 }, () => {
  it('says that there is no answer, and ends what it started', async () => {
    const { code, stdout, stderr } = await counterpoint(['advise', '-e', '() => { for (;;); }'], {
      during: (child) => {
        child.stderr?.once('data', () => setTimeout(() => child.kill('SIGINT'), 1000));
      },
    });
    expect(stderr).toMatch(/interrupted before there was an answer\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(130);
  });
});

describe('counterpoint advise --kernel', { timeout: 120_000 }, () => {
  const ask = (library: string, ...more: string[]): ReturnType<typeof counterpoint> => {
    const what = ['advise', own('collatz.mjs'), '--items', `${own('collatz.mjs')}#inputs`, '--jobs', '50'];
    return counterpoint([...what, '--budget', '4s', '--kernel', `${library}:collatz`, '--json', ...more]);
  };
  const build = async (source: string, library: string): Promise<void> => {
    const { code, stderr } = await counterpoint(['kernel', 'build', source, '--out', library]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  };

  it('measures the kernel beside the models, and the code to paste runs it', async () => {
    await inFolder(async (folder) => {
      const library = join(folder, 'own.so');
      await build(own('collatz.cc'), library);
      const { code, stdout } = await ask(library);
      expect(code).toBe(0);
      const advice = JSON.parse(stdout) as Advice;
      const native = advice.candidates.find(({ setup }) => setup.model === 'native');
      expect(native?.totalMs.value).toBeGreaterThan(0);
      if (advice.choice?.model === 'native')
        expect(advice.code).toContain(`loadKernel("${library}", "collatz")`);
    });
  });

  it('does not time a kernel whose results differ', async () => {
    await inFolder(async (folder) => {
      const source = join(folder, 'wrong.cc');
      const right = await readFile(own('collatz.cc'), 'utf8');
      await writeFile(source, right.replace('out[i] = steps', 'out[i] = steps + 1'));
      await build(source, join(folder, 'wrong.so'));
      const advice = JSON.parse((await ask(join(folder, 'wrong.so'))).stdout) as Advice;
      expect(advice.candidates.map(({ setup }) => setup.model)).not.toContain('native');
      const excluded = advice.excluded.find(({ setup }) => setup.model === 'native');
      expect(excluded?.reason).toBe('the results of the kernel differ from those of the function');
    });
  });

  it('takes the kernel that the task names', async () => {
    await inFolder(async (folder) => {
      const core = new URL('../../core/dist/index.js', import.meta.url);
      const twins = new URL('../../native/dist/twins.js', import.meta.url);
      await writeFile(
        join(folder, 'task.mjs'),
        `import { defineTask } from ${JSON.stringify(core.href)};\nimport { primes } from ${JSON.stringify(twins.href)};\n` +
          "export default defineTask(import.meta.url, 'default', (n) => primes(n), { kernel: 'primes' });\n",
      );
      const { stdout } = await counterpoint(
        ['advise', 'task.mjs', '--arg', '100000', '--jobs', '20', '--budget', '3s', '--json'],
        { cwd: folder },
      );
      const { candidates } = JSON.parse(stdout) as Advice;
      expect(candidates.map(({ setup }) => setup.model)).toContain('native');
    });
  });

  it('tells a missing library, a missing name and nonsense before it measures', async () => {
    expect((await ask('/no/such.so')).stderr).toContain('expected a shared library at /no/such.so');
    const unknown = await counterpoint(['advise', '-e', 'n => n', '--arg', '1', '--kernel', 'prime']);
    expect(unknown.stderr).toMatch(/no kernel "prime": expected one of .*primes/);
    expect(unknown.code).toBe(2);
    const nonsense = await counterpoint(['advise', '-e', 'n => n', '--kernel', 'a.so:']);
    expect(nonsense.stderr).toContain('expected library:name');
  });
});
