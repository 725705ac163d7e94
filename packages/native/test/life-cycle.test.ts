import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of life/ in a process of its own. */
function life(name: string, ...args: string[]): Ended {
  const file = fileURLToPath(new URL(`life/${name}.mjs`, import.meta.url));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    encoding: 'utf8',
    timeout: 150_000,
  });
  return { status, signal, stdout, stderr };
}

const well = (answer: object): Ended => ({
  status: 0,
  signal: null,
  stdout: `${JSON.stringify(answer)}\n`,
  stderr: '',
});

describe('an environment that ends while kernels run', { timeout: 160_000 }, () => {
  it.each(['short', 'long'])('100 terminated workers with %s jobs leave no crash, hang or thread', (jobs) => {
    expect(life('terminate', jobs)).toEqual(well({ counted: 3e8, leaked: 0 }));
  });

  it.each(['pool', 'spawn'])('process.exit() while kernels run (%s) ends with its code', (threading) => {
    for (let run = 0; run < 5; run++)
      expect(life('exit', threading)).toEqual({ status: 7, signal: null, stdout: '', stderr: '' });
  });

  it('the main thread and 32 workers load the addon at once', () => {
    expect(life('together')).toEqual(well({ loaded: 33, answers: ['78498,499999500000'] }));
  });
});

describe('the end of a process', () => {
  it('waits for a kernel that runs, and for nothing else', () => {
    const source = `
      import { counter } from '@counterpoint/native';
      counter({ n: 3e7 }).then((n) => console.log(n));
    `;
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '30000000\n' });
  });
});
