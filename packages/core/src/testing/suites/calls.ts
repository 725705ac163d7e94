import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ExecutorClosed, NotTransportable, QueueFull, TimedOut } from '../../errors/executor-error.ts';
import type { Task } from '../../task/task.ts';
import type { Subject } from '../subject.ts';
import { countArguments, echo, failFirst, increment, never, reportTimes, wait } from '../tasks.ts';
import { pause, rejection, using } from './using.ts';

/** Tests of `submit` and of the options of a call. */
export function callTests(subject: Subject): void {
  const { test } = subject;

  test(
    'submit gives the result of the task',
    using(subject, {}, async (pool) => {
      assert.equal(await pool.submit(increment, 1), 2);
      assert.equal(await pool.submit(countArguments), 0);
      assert.equal(await pool.submit(countArguments, 1, 'two', null), 3);
    }),
  );

  test(
    'values arrive as a structured clone gives them',
    using(subject, {}, async (pool) => {
      const values = [
        undefined,
        null,
        true,
        false,
        0,
        -0,
        NaN,
        -Infinity,
        1e300,
        'text',
        'lone \ud800 surrogate',
        '',
        12n,
        new Date(5),
        /x/gi,
        [1, [2]],
        { a: { b: 1 } },
        new Map([[1, new Set(['x'])]]),
        new Uint8Array([1, 2]),
        new Float64Array([0.5]),
      ];
      for (const value of values) assert.deepEqual(await pool.submit(echo, value), value);
      assert.deepEqual(await Promise.all(values.map((value) => pool.submit(echo, value))), values);
    }),
  );

  test(
    'a task is still a function, which runs here',
    using(subject, {}, async () => {
      assert.equal(increment(1), 2);
      await Promise.resolve();
    }),
  );

  test(
    'many submits at once each get their own result',
    using(subject, { concurrency: 2 }, async (pool) => {
      const numbers = Array.from({ length: 5000 }, (_, n) => n);
      assert.deepEqual(
        await Promise.all(numbers.map((n) => pool.submit(increment, n))),
        numbers.map((n) => n + 1),
      );
    }),
  );

  test(
    'what is no task is refused with a TypeError that names the ways to make one',
    using(subject, {}, async (pool) => {
      const error = await rejection(pool.submit((() => 1) as unknown as Task<() => number>));
      assert.ok(error instanceof TypeError);
      assert.match(error.message, /defineTask/);
    }),
  );

  test(
    'an aborted signal rejects with its reason, as it is',
    using(subject, { concurrency: 1 }, async (pool) => {
      const reason = { my: 'reason' };
      assert.equal(
        await rejection(pool.with({ signal: AbortSignal.abort(reason) }).submit(increment, 1)),
        reason,
      );
    }),
  );

  test(
    'aborting a running job rejects it at once, and the lane serves the next',
    using(subject, { concurrency: 1 }, async (pool) => {
      const controller = new AbortController();
      const running = rejection(pool.with({ signal: controller.signal }).submit(wait, 60_000));
      await pause(50);
      const reason = new Error('enough');
      controller.abort(reason);
      assert.equal(await running, reason);
      assert.equal(await pool.submit(increment, 1), 2);
    }),
  );

  test(
    'aborting a queued job takes it from the queue without running it',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      const key = randomUUID();
      const controller = new AbortController();
      const first = pool.submit(wait, 100, 'first');
      const second = rejection(pool.with({ signal: controller.signal }).submit(failFirst, key, 0));
      await pause(20);
      controller.abort(new Error('not needed'));
      assert.match(String(await second), /not needed/);
      assert.equal(await first, 'first');
      assert.equal(await pool.submit(failFirst, key, 0), 1);
    }),
  );

  test(
    'a job that passes its timeout is rejected with TimedOut',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      const error = await rejection(pool.with({ timeout: 30 }).submit(wait, 60_000));
      assert.ok(error instanceof TimedOut);
      assert.equal(error.code, 'ERR_TIMED_OUT');
      assert.equal(error.timeoutMs, 30);
      assert.equal(await pool.with({ timeout: 5000 }).submit(increment, 1), 2);
    }),
  );

  test(
    'a timeout counts from the start of the job, not from its submission',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      const patient = pool.with({ timeout: 500 });
      const jobs = Array.from({ length: 6 }, (_, n) => patient.submit(wait, 120, n));
      assert.deepEqual(await Promise.all(jobs), [0, 1, 2, 3, 4, 5]);
    }),
  );

  test(
    'a job that never settles is given up after its timeout and grace',
    using(subject, { concurrency: 1 }, async (pool) => {
      const error = await rejection(pool.with({ timeout: 20, grace: 20 }).submit(never));
      assert.ok(error instanceof TimedOut);
      assert.equal(await pool.submit(increment, 1), 2);
    }),
  );

  test(
    'a job with retries runs again after a failure',
    using(subject, { concurrency: 1 }, async (pool) => {
      const key = randomUUID();
      assert.equal(await pool.with({ retries: 3 }).submit(failFirst, key, 2), 3);
      assert.match(
        String(await rejection(pool.with({ retries: 1 }).submit(failFirst, `${key}, given up`, 5))),
        /failure 2/,
      );
    }),
  );

  test(
    'higher priorities leave the queue first, equal ones in order of submission',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      const order: number[] = [];
      const first = pool.submit(wait, 60);
      await pause(10);
      const jobs = [0, 5, -1, 5, 0].map((priority, index) =>
        pool
          .with({ priority })
          .submit(wait, 1)
          .then(() => order.push(index)),
      );
      await Promise.all([first, ...jobs]);
      assert.deepEqual(order, [1, 3, 0, 4, 2]);
    }),
  );

  test(
    'a retry waits for its back-off, can be cancelled meanwhile, and is refused by a close',
    using(subject, { concurrency: 1 }, async (pool) => {
      const patient = pool.with({ retries: 3, backoff: 32 });
      const beforeMs = performance.now();
      assert.equal(await patient.submit(failFirst, `back-off ${Math.random()}`, 1), 2);
      // Half of 32 ms at least; a timer may fire a millisecond early.
      assert.ok(performance.now() - beforeMs >= 15);
      const controller = new AbortController();
      const slow = pool.with({ retries: 3, backoff: 60_000 });
      const cancelled = rejection(
        slow.with({ signal: controller.signal }).submit(failFirst, `cancelled ${Math.random()}`, 9),
      );
      const closed = rejection(slow.submit(failFirst, `closed ${Math.random()}`, 9));
      while (pool.stats().running > 0 || pool.stats().run.count < 4) await pause(5);
      assert.equal(pool.stats().queued, 2);
      controller.abort(new Error('no more tries'));
      assert.match(String(await cancelled), /no more tries/);
      await pool.close();
      assert.ok((await closed) instanceof ExecutorClosed);
    }),
  );

  test(
    'jobs that a slow batch gives back keep their order',
    using(subject, { concurrency: 1 }, async (pool) => {
      for (let short = 0; short < 20; short++) await pool.submit(wait, 0);
      const order: number[] = [];
      const batched = pool.with({ batch: 6 });
      const jobs = [20, 20, 1, 1, 1, 1].map((ms, index) =>
        batched.submit(wait, ms).then(() => order.push(index)),
      );
      await Promise.all(jobs);
      assert.deepEqual(order, [0, 1, 2, 3, 4, 5]);
    }),
  );

  test(
    'a full queue refuses further jobs with QueueFull',
    using(subject, { concurrency: 1, maxQueue: 1 }, async (pool) => {
      const running = pool.submit(wait, 50, 'a');
      const queued = pool.submit(wait, 1, 'b');
      assert.ok((await rejection(pool.submit(wait, 1))) instanceof QueueFull);
      assert.deepEqual(await Promise.all([running, queued]), ['a', 'b']);
    }),
  );

  test(
    'transfer moves a buffer where the model can, and else copies it',
    using(subject, { concurrency: 1 }, async (pool) => {
      if (!pool.supports.ownLanes) return;
      const bytes = Uint8Array.of(1, 2, 3);
      const given = (await pool.with({ transfer: [bytes.buffer] }).submit(echo, bytes)) as Uint8Array;
      assert.deepEqual([...given], [1, 2, 3]);
      assert.equal(bytes.byteLength, pool.supports.transfer ? 0 : 3);
      assert.throws(() => pool.with({ transfer: [], retries: 1 }), /exclude each other/);
    }),
  );

  test(
    'shared memory is seen by both sides, or refused',
    using(subject, { concurrency: 1 }, async (pool) => {
      if (!pool.supports.ownLanes) return;
      const shared = new Int32Array(new SharedArrayBuffer(4));
      if (pool.supports.sharedMemory) {
        const there = (await pool.submit(echo, shared)) as Int32Array;
        shared[0] = 7;
        assert.equal(there[0], 7);
      } else assert.ok((await rejection(pool.submit(echo, shared.buffer))) instanceof NotTransportable);
    }),
  );

  test(
    'what onReport throws rejects its call, and nothing else',
    using(subject, { concurrency: 1 }, async (pool) => {
      const broken = new Error('the callback broke');
      const view = pool.with({
        onReport: () => {
          throw broken;
        },
      });
      assert.equal(await rejection(view.submit(reportTimes, 2)), broken);
      assert.equal(await pool.submit(increment, 1), 2);
    }),
  );

  test(
    'options are checked where they are given',
    using(subject, {}, async (pool) => {
      assert.throws(() => pool.with({ timeout: -1 }), RangeError);
      assert.throws(() => pool.with({ timeout: '5' as never }), TypeError);
      assert.throws(() => pool.with({ retries: 1.5 }), RangeError);
      assert.throws(() => pool.with({ signal: {} as never }), TypeError);
      assert.throws(() => pool.with({ timeOut: 5 } as never), /unknown call option "timeOut"/);
      assert.throws(() => subject.create({ concurrency: 0 }), RangeError);
      await Promise.resolve();
    }),
  );
}
