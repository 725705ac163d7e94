import assert from 'node:assert/strict';
import { LaneCrashed } from '../../errors/executor-error.ts';
import type { Subject } from '../subject.ts';
import { exit, exitAt, exitFirst, increment, spin, throwLater, wait } from '../tasks.ts';
import { pause, rejection, using } from './using.ts';

/** Tests of what a lane takes with it when it ends; only for models whose lanes can. */
export function crashTests(subject: Subject): void {
  const { test } = subject;
  const probe = subject.create();
  const { kill } = probe.supports;
  void probe.close();
  if (!kill) return;

  test(
    'a job that ends its lane rejects alone, with LaneCrashed and the exit code',
    using(subject, { concurrency: 2 }, async (pool) => {
      const neighbours = [pool.submit(wait, 100, 'a'), pool.submit(increment, 1)];
      const error = await rejection(pool.submit(exit, 3));
      assert.ok(error instanceof LaneCrashed);
      assert.equal(error.code, 'ERR_LANE_CRASHED');
      assert.equal(error.exitCode, 3);
      assert.deepEqual(await Promise.all(neighbours), ['a', 2]);
      assert.equal(await pool.submit(increment, 1), 2);
    }),
  );

  test(
    'a retry after a lost lane is the second attempt',
    using(subject, { concurrency: 1 }, async (pool) => {
      assert.equal(await pool.with({ retries: 1 }).submit(exitFirst), 2);
    }),
  );

  test(
    'jobs of the same batch that had not begun run elsewhere, finished ones are delivered',
    using(subject, { concurrency: 1 }, async (pool) => {
      await Promise.all(Array.from({ length: 200 }, (_, n) => pool.submit(exitAt, { n, at: -1 })));
      const jobs = Array.from({ length: 60 }, (_, n) => pool.submit(exitAt, { n, at: 30 }));
      const outcomes = await Promise.allSettled(jobs);
      for (const [n, outcome] of outcomes.entries()) {
        if (n === 30) assert.ok(outcome.status === 'rejected' && outcome.reason instanceof LaneCrashed);
        else assert.deepEqual(outcome, { status: 'fulfilled', value: n });
      }
    }),
  );

  test(
    'a map that settles loses only the item that ended its lane',
    using(subject, { concurrency: 2 }, async (pool) => {
      const items = Array.from({ length: 400 }, (_, n) => ({ n, at: 333 }));
      const outcomes = await pool.map(exitAt, items, { settle: true });
      for (const [n, outcome] of outcomes.entries()) {
        if (n === 333) assert.ok(outcome.state === 'rejected' && outcome.reason instanceof LaneCrashed);
        else assert.deepEqual(outcome, { state: 'fulfilled', value: n });
      }
    }),
  );

  test(
    'a busy loop that does not heed its abort loses its lane after the grace, and nobody else notices',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      const controller = new AbortController();
      const busy = rejection(pool.with({ signal: controller.signal, grace: 30 }).submit(spin, 60_000));
      const queued = pool.submit(increment, 1);
      await pause(50);
      controller.abort(new Error('enough'));
      assert.match(String(await busy), /enough/);
      assert.equal(await queued, 2);
    }),
  );

  test(
    'an uncaught error of the job is the cause of the crash',
    using(subject, { concurrency: 1, stdio: 'ignore' }, async (pool) => {
      const error = await rejection(pool.submit(throwLater));
      assert.ok(error instanceof LaneCrashed);
      assert.ok(error.cause instanceof RangeError);
      assert.match(error.message, /thrown in a timer/);
      assert.equal(await pool.submit(increment, 1), 2);
    }),
  );
}
