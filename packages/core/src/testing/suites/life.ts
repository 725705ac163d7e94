import assert from 'node:assert/strict';
import { ExecutorClosed } from '../../errors/executor-error.ts';
import type { Subject } from '../subject.ts';
import { increment, never, reportAndWait, wait } from '../tasks.ts';
import { rejection, using } from './using.ts';

/** Tests of the end of an executor. */
export function lifeTests(subject: Subject): void {
  const { test } = subject;

  test(
    'close waits for running jobs and rejects queued ones',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.submit(increment, 0);
      let running: Promise<string> | undefined;
      const begun = new Promise<unknown>((resolve) => {
        running = pool.with({ onReport: resolve }).submit(reportAndWait, 150);
      });
      const queued = Array.from({ length: 20 }, () => rejection(pool.submit(wait, 1)));
      await begun;
      await pool.close();
      assert.equal(await running, 'done');
      for (const error of await Promise.all(queued)) assert.ok(error instanceof ExecutorClosed);
    }),
  );

  test(
    'close may be called twice, and at the same time',
    using(subject, {}, async (pool) => {
      assert.equal(await pool.submit(increment, 1), 2);
      await Promise.all([pool.close(), pool.close()]);
      await pool.close();
    }),
  );

  test(
    'an executor that never ran a job closes as well',
    using(subject, {}, async (pool) => {
      await pool.close();
    }),
  );

  test(
    'a closed executor refuses jobs with ExecutorClosed',
    using(subject, {}, async (pool) => {
      await pool.close();
      const error = await rejection(pool.submit(increment, 1));
      assert.ok(error instanceof ExecutorClosed);
      assert.equal(error.code, 'ERR_EXECUTOR_CLOSED');
      assert.ok((await rejection(pool.map(increment, [1]))) instanceof ExecutorClosed);
      assert.ok((await rejection(pool.ready())) instanceof ExecutorClosed);
    }),
  );

  test(
    'close with a grace ends jobs that would never end',
    using(subject, { concurrency: 1 }, async (pool) => {
      const stuck = rejection(pool.with({ grace: 20 }).submit(never));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await pool.close({ grace: 20 });
      assert.ok((await stuck) instanceof ExecutorClosed);
    }),
  );

  test(
    'a view shares its executor',
    using(subject, { concurrency: 1 }, async (pool) => {
      const view = pool.with({ priority: 3 }).with({ timeout: 30_000 });
      assert.equal(view.model, pool.model);
      assert.equal(view.concurrency, pool.concurrency);
      assert.equal(await view.submit(increment, 1), 2);
      assert.equal(pool.stats().done, 1);
    }),
  );

  test(
    'await using closes the executor',
    using(subject, {}, async (pool) => {
      await pool[Symbol.asyncDispose]();
      assert.ok((await rejection(pool.submit(increment, 1))) instanceof ExecutorClosed);
    }),
  );
}
