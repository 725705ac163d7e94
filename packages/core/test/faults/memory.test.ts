import { createExecutor } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { exit, increment } from './tasks.mjs';

const JOURNAL_BYTES = 320_000;

describe('threads that end', () => {
  it('leave no shared memory that waits for the garbage collector, where they die', async () => {
    await using pool = createExecutor('threads', { concurrency: 2 });
    await Promise.all([pool.submit(increment, 1), pool.submit(increment, 2)]);
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 12; round++)
      await Promise.allSettled([pool.submit(exit, 1), pool.submit(exit, 1)]);
    expect(await pool.map(increment, [1, 2, 3])).toEqual([2, 3, 4]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * JOURNAL_BYTES);
  }, 60_000);

  it('nor where they are replaced', async () => {
    await using pool = createExecutor('threads', { concurrency: 2, maxJobsPerLane: 1 });
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 24; n++) expect(await pool.submit(increment, n)).toBe(n + 1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * JOURNAL_BYTES);
  }, 60_000);
});
