import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const example = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

describe('the examples', () => {
  it('change one word, and give the same on every model', async () => {
    const { stdout } = await run(process.execPath, [example('change-one-word.mjs')]);
    expect(stdout.trim().split('\n')).toEqual(
      ['inline', 'async', 'threads', 'processes'].map((model) => `${model} [ 168, 1229, 9592 ]`),
    );
  });

  it('end by themselves with an idle executor, and leave no child', async () => {
    const source = `
      import { createExecutor, taskFromFunction } from '@counterpoint/core';
      for (const model of ['threads', 'processes']) console.log(await createExecutor(model).submit(taskFromFunction((n) => n + 1), 1));
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      timeout: 10_000,
    });
    expect(stdout).toBe('2\n2\n');
  });
});
