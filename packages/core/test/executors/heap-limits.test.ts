import { createExecutor, taskFrom } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';

type Limits = () => { readonly thread: Record<string, number>; readonly flags: readonly string[] };

const limits = taskFrom<Limits>(
  `data:text/javascript,${encodeURIComponent(
    `import { resourceLimits } from 'node:worker_threads';
     export const limits = () => ({ thread: resourceLimits, flags: process.execArgv });`,
  )}`,
  'limits',
);

const SMALL = { concurrency: 1, memoryLimitMb: 200, youngGenerationMb: 6 };

describe('heap limits', () => {
  it('hold for the heap of a thread', { timeout: 30_000 }, async () => {
    await using pool = createExecutor('threads', SMALL);
    const { thread } = await pool.submit(limits);
    expect(thread).toMatchObject({ maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 6 });
  });

  it('are flags of a process, whose young generation is three semi-spaces', { timeout: 30_000 }, async () => {
    await using pool = createExecutor('processes', SMALL);
    const { flags } = await pool.submit(limits);
    expect(flags).toEqual(expect.arrayContaining(['--max-old-space-size=200', '--max-semi-space-size=2']));
  });

  it('are refused where nothing could live in them', () => {
    expect(() => createExecutor('threads', { youngGenerationMb: 1 })).toThrow(RangeError);
  });
});
