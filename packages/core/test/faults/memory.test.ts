import { createExecutor } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { exit, increment } from './tasks.mjs';

const JOURNAL_BYTES = 320_000;

describe('threads that die', () => {
  it('leave no shared memory that waits for the garbage collector', async () => {
    await using pool = createExecutor('threads', { concurrency: 2 });
    await Promise.all([pool.submit(increment, 1), pool.submit(increment, 2)]);
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 12; round++)
      await Promise.allSettled([pool.submit(exit, 1), pool.submit(exit, 1)]);
    expect(await pool.map(increment, [1, 2, 3])).toEqual([2, 3, 4]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * JOURNAL_BYTES);
  }, 60_000);
});
