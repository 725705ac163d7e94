import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createExecutor, NotSupported, taskFrom } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { needLaneEntry } from '../../src/executors/lane-entry.ts';

const run = promisify(execFile);
const program = (name: string): URL => new URL(`programs/${name}.mjs`, import.meta.url);
const node = (name: string, model: string): Promise<{ stdout: string }> =>
  run(process.execPath, [fileURLToPath(program(name))], {
    timeout: 50_000,
    env: { ...process.env, MODEL: model },
  });
const deeper = taskFrom<(model: string, times: number) => number>(program('nested'), 'deeper');

describe.each(['threads', 'processes'] as const)('%s', (model) => {
  it('are told of a script that would start lanes in each of its lanes', { timeout: 60_000 }, async () => {
    await expect(node('unguarded', model)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/TaskNotFound: .*keep tasks in modules of their own/),
    });
  });

  it('run the tasks of a script whose own part is guarded', { timeout: 60_000 }, async () => {
    expect((await node('guarded', model)).stdout).toBe('[ 2, 4, 6 ]\n');
  });

  it('may be nested, but not without end', { timeout: 60_000 }, async () => {
    await using pool = createExecutor(model, { concurrency: 1 });
    await expect(pool.submit(deeper, model, 1)).resolves.toBe(1);
    await expect(pool.submit(deeper, model, 2)).rejects.toThrow(NotSupported);
    await expect(pool.submit(deeper, 'inline', 2)).resolves.toBe(2);
  });
});

it('says what a bundler must leave out', () => {
  expect(() => needLaneEntry('/nowhere/thread-lane.js')).toThrow('@counterpoint/core');
});
