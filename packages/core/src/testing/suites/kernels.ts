import assert from 'node:assert/strict';
import { ExecutorClosed, NotSupported, QueueFull, TimedOut } from '../../errors/executor-error.ts';
import type { Task } from '../../task/task.ts';
import type { Subject } from '../subject.ts';
import { count, countTo, increment, kernelThatIsNot, sortInPlace } from '../tasks.ts';
import { pause, rejection, using } from './using.ts';

/** More steps than any machine counts in a day. */
const ENDLESS = 2 ** 52;

function* endless(): Generator<number> {
  for (let n = 0; ; n++) yield n;
}

/** Tests of a model that runs kernels alone; it is to know `counter` and `sort` as `@counterpoint/native` does. */
export function kernelTests(subject: Subject): void {
  const { test } = subject;

  test(
    'a number and an object of options reach the kernel, and its value comes back',
    using(subject, {}, async (pool) => {
      assert.equal(await pool.submit(count, 1000), 1000);
      assert.equal(await pool.submit(count, 0), 0);
      assert.equal(await pool.submit(countTo, { n: 12_345, threads: 2 }), 12_345);
      const numbers = Array.from({ length: 500 }, (_, n) => n);
      assert.deepEqual(await Promise.all(numbers.map((n) => pool.submit(count, n))), numbers);
    }),
  );

  test(
    'arrays are worked on in place',
    using(subject, {}, async (pool) => {
      const values = new Float64Array([3, 1, 2]);
      assert.equal(await pool.submit(sortInPlace, { values }), values);
      assert.deepEqual([...values], [1, 2, 3]);
    }),
  );

  test(
    'a task that names no kernel, or one that is not there, is NotSupported with the names of all kernels',
    using(subject, { concurrency: 1 }, async (pool) => {
      for (const task of [increment, kernelThatIsNot]) {
        const [before, error, after] = await Promise.all([
          pool.submit(count, 1),
          rejection(pool.with({ retries: 3 }).submit(task, 1)),
          pool.submit(count, 2),
        ]);
        assert.deepEqual([before, after], [1, 2]);
        assert.ok(error instanceof NotSupported);
        assert.equal(error.code, 'ERR_NOT_SUPPORTED');
        assert.match(error.message, /counter, .*sort/);
      }
    }),
  );

  test(
    'what is no input of a kernel is refused before it runs',
    using(subject, {}, async (pool) => {
      const anything = count as Task as Task<(...args: unknown[]) => unknown>;
      for (const args of [['1'], [1, 2], [[1]], [new Float64Array(1)], [null], [1n]]) {
        const error = await rejection(pool.submit(anything, ...args));
        assert.ok(error instanceof TypeError, String(error));
        assert.match(error.message, /one object of options/);
      }
      assert.ok((await rejection(pool.submit(count, -1))) instanceof RangeError);
    }),
  );

  test(
    'a map keeps the order, streams, settles, and stops at its first failure',
    using(subject, { concurrency: 2 }, async (pool) => {
      assert.deepEqual(await pool.map(count, []), []);
      assert.deepEqual(await pool.map(count, [300_000, 1, 20]), [300_000, 1, 20]);
      const unordered: number[] = [];
      for await (const n of pool.map(count, [300_000, 1, 20], { ordered: false })) unordered.push(n);
      assert.deepEqual(
        unordered.toSorted((a, b) => a - b),
        [1, 20, 300_000],
      );
      let seen = 0;
      for await (const n of pool.map(count, endless(), { window: 5 })) {
        assert.equal(n, seen++);
        if (seen === 100) break;
      }
      const outcomes = await pool.map(count, [1, -1, 3], { settle: true });
      assert.deepEqual(
        outcomes.map(({ state }) => state),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.ok((await rejection(pool.map(count, [1, -1, 3]))) instanceof RangeError);
    }),
  );

  test(
    'an abort and a timeout end running and queued jobs, and the lane serves the next',
    using(subject, { concurrency: 1 }, async (pool) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const stoppable = pool.with({ signal: controller.signal });
      const running = rejection(stoppable.submit(count, ENDLESS));
      const queued = rejection(stoppable.submit(count, 1));
      await pause(30);
      controller.abort(reason);
      assert.equal(await running, reason);
      assert.equal(await queued, reason);
      assert.equal(await pool.submit(count, 7), 7);
      assert.ok((await rejection(pool.with({ timeout: 20 }).submit(count, ENDLESS))) instanceof TimedOut);
      assert.equal(await pool.submit(count, 8), 8);
    }),
  );

  test(
    'no more jobs run at once than there are lanes, a full queue refuses, and stats count',
    using(subject, { concurrency: 2, maxQueue: 6, trace: true }, async (pool) => {
      const jobs = Array.from({ length: 8 }, () => pool.submit(count, 200_000));
      assert.ok((await rejection(pool.submit(count, 1))) instanceof QueueFull);
      await Promise.all(jobs);
      const { trace, done, failed } = pool.stats();
      assert.deepEqual({ done, failed }, { done: 8, failed: 0 });
      for (const { startMs } of trace)
        assert.ok(trace.filter((other) => other.startMs <= startMs && startMs < other.endMs).length <= 2);
    }),
  );

  test(
    'close waits for running jobs, or with a grace stops them; then jobs are refused',
    using(subject, { concurrency: 1 }, async (pool) => {
      const other = subject.create({ concurrency: 1 });
      const last = pool.submit(count, 3_000_000);
      const stuck = rejection(other.submit(count, ENDLESS));
      await pause(20);
      await Promise.all([pool.close(), pool.close(), other.close({ grace: 10 })]);
      assert.equal(await last, 3_000_000);
      assert.ok((await stuck) instanceof ExecutorClosed);
      assert.ok((await rejection(pool.submit(count, 1))) instanceof ExecutorClosed);
    }),
  );
}
