import { isMainThread } from 'node:worker_threads';
import { createExecutor, defineTask, type Executor } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';
import { echo, spin, wait, waitItem } from '../dist/testing-tasks.js';

const TIMEOUT = { timeout: 30_000 };

/** Lanes of threads have the numbers after the slots of this loop. */
const FIRST_THREAD = 64;

/** Runs of a task on this loop and on threads, by the numbers of their lanes. */
function runs(pool: Executor): { here: number; threads: number } {
  const { trace } = pool.stats();
  const threads = trace.filter(({ lane }) => lane >= FIRST_THREAD).length;
  return { here: trace.length - threads, threads };
}

describe('auto', () => {
  it('tries an unknown task here, and runs it on threads once it was long', TIMEOUT, async () => {
    await using pool = createExecutor('auto', { trace: true });
    await pool.map(spin, [40, 40, 40, 40, 40]);
    expect(runs(pool)).toEqual({ here: 1, threads: 4 });
  });

  it('runs short jobs here', TIMEOUT, async () => {
    await using pool = createExecutor('auto', { trace: true });
    for (let n = 0; n < 50; n++) await pool.submit(echo, n);
    expect(runs(pool).here).toBeGreaterThan(25);
  });

  it('opens one slot for jobs that do not wait, however many come at once', TIMEOUT, async () => {
    await using pool = createExecutor('auto');
    await Promise.all(Array.from({ length: 100 }, (_, n) => pool.submit(echo, n)));
    const { lanes, run } = pool.stats();
    expect(lanes.filter(({ id }) => id < FIRST_THREAD)).toHaveLength(1);
    // Only a core that was late can have made a job look long enough for a thread.
    expect(lanes.length === 1 || run.maxMs > 0.3).toBe(true);
  });

  it('waits for many at once on this loop', TIMEOUT, async () => {
    await using pool = createExecutor('auto');
    const items = Array.from({ length: 64 }, (_, id) => ({ id, ms: 50 }));
    const startMs = performance.now();
    await pool.map(waitItem, items);
    expect(performance.now() - startMs).toBeLessThan(64 * 50);
  });

  it('moves to threads when the input becomes long, and back when it becomes short', TIMEOUT, async () => {
    await using pool = createExecutor('auto', { trace: true });
    await pool.map(
      spin,
      Array.from({ length: 40 }, () => 0.05),
    );
    await pool.map(
      spin,
      Array.from({ length: 8 }, () => 30),
    );
    expect(runs(pool).threads).toBeGreaterThanOrEqual(6);
    await pool.map(
      spin,
      Array.from({ length: 400 }, () => 0.01),
    );
    const before = runs(pool).here;
    for (let n = 0; n < 40; n++) await pool.submit(spin, 0.01);
    expect(runs(pool).here).toBeGreaterThan(before);
  });

  it('opens a thread while it runs jobs, and shares the next ones with it', TIMEOUT, async () => {
    const items = Array.from({ length: 100 }, () => 1);
    const shares = async (): Promise<boolean> => {
      await using pool = createExecutor('auto', { trace: true });
      do await pool.map(spin, items);
      while (runs(pool).threads === 0);
      await pool.map(spin, items);
      const { trace } = pool.stats();
      const away = trace.filter(({ lane }) => lane >= FIRST_THREAD).map(({ startMs }) => startMs);
      return trace.some(({ lane, startMs }) => lane < FIRST_THREAD && startMs > Math.min(...away));
    };
    // On a busy machine all threads may be there before the first one has run a job.
    for (let tries = 1; !(await shares()); tries++) expect(tries).toBeLessThan(5);
  });

  it('lets the event loop go round while many short jobs run here', TIMEOUT, async () => {
    await using pool = createExecutor('auto', { concurrency: 1 });
    await pool.submit(spin, 0.5);
    let rounds = 0;
    const timer = setInterval(() => rounds++, 1);
    await Promise.all(Array.from({ length: 200 }, () => pool.submit(spin, 0.5)));
    clearInterval(timer);
    expect(rounds).toBeGreaterThan(5);
  });

  it('runs here what cannot cross to a thread, also when it is long', TIMEOUT, async () => {
    await using pool = createExecutor('auto');
    const callback = defineTask(import.meta.url, 'callback', (job: { done: () => boolean; ms: number }) => {
      const end = performance.now() + job.ms;
      while (performance.now() < end);
      return job.done();
    });
    const job = { ms: 20, done: () => isMainThread };
    expect(await pool.submit(callback, job)).toBe(isMainThread);
    expect(await pool.submit(callback, job)).toBe(isMainThread);
  });

  it('never runs more jobs at once than the concurrency that was asked for', TIMEOUT, async () => {
    await using pool = createExecutor('auto', { concurrency: 2, trace: true });
    await Promise.all([
      ...Array.from({ length: 6 }, () => pool.submit(spin, 15)),
      ...Array.from({ length: 6 }, () => pool.submit(wait, 15)),
    ]);
    const { trace } = pool.stats();
    for (const { startMs } of trace) {
      const atOnce = trace.filter((other) => other.startMs <= startMs && startMs < other.endMs).length;
      expect(atOnce).toBeLessThanOrEqual(2);
    }
  });

  it('takes a budget and refuses one that is none', () => {
    expect(() => createExecutor('auto', { loopBudget: 0 })).toThrow(RangeError);
  });
});
