import assert from 'node:assert/strict';
import { LaneCrashed } from '../../errors/executor-error.ts';
import type { Subject } from '../subject.ts';
import {
  doubleEven,
  increment,
  initialize,
  refuseToStart,
  reportTimes,
  wait,
  wasInitialized,
} from '../tasks.ts';
import { rejection, using } from './using.ts';

/** Tests of lanes: their number, set-up, replacement and what is told of them. */
export function laneTests(subject: Subject): void {
  const { test } = subject;

  test(
    'no more jobs run at once than there are lanes',
    using(subject, { concurrency: 2, trace: true }, async (pool) => {
      await pool.map(
        wait,
        Array.from({ length: 8 }, () => 10),
      );
      const { trace } = pool.stats();
      assert.equal(trace.length, 8);
      for (const { startMs } of trace) {
        const atOnce = trace.filter((other) => other.startMs <= startMs && startMs < other.endMs).length;
        assert.ok(atOnce <= pool.concurrency, `${atOnce} at once`);
      }
    }),
  );

  test(
    'every lane is initialized before its first job',
    using(subject, { concurrency: 2, initialize: { task: initialize, args: ['set up'] } }, async (pool) => {
      await pool.ready();
      const seen = await Promise.all([1, 2, 3, 4].map(() => pool.submit(wasInitialized)));
      assert.deepEqual(seen, ['set up', 'set up', 'set up', 'set up']);
    }),
  );

  test(
    'an initializer that throws rejects the waiting jobs with its error as the cause',
    using(subject, { concurrency: 1, initialize: refuseToStart, stdio: 'ignore' }, async (pool) => {
      if (!pool.supports.ownLanes) return;
      const error = await rejection(pool.submit(increment, 1));
      assert.ok(error instanceof LaneCrashed);
      assert.match(String(error.cause), /no start/);
      assert.ok((await rejection(pool.ready())) instanceof LaneCrashed);
    }),
  );

  test(
    'a lane is replaced after the jobs that it may run',
    using(subject, { concurrency: 1, maxJobsPerLane: 3 }, async (pool) => {
      if (!pool.supports.ownLanes) return;
      const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((n) => pool.submit(increment, n)));
      assert.deepEqual(results, [2, 3, 4, 5, 6, 7, 8]);
      for (const lane of pool.stats().lanes) assert.ok(lane.jobs <= 3);
      assert.equal(pool.stats().crashes, 0);
    }),
  );

  test(
    'an idle lane ends after idleTimeout, and another opens when it is needed',
    using(subject, { concurrency: 1, idleTimeout: 20 }, async (pool) => {
      if (!pool.supports.ownLanes) return;
      assert.equal(await pool.submit(increment, 1), 2);
      await new Promise((resolve) => setTimeout(resolve, 80));
      assert.equal(pool.stats().lanes.length, 0);
      assert.equal(await pool.submit(increment, 2), 3);
    }),
  );

  test(
    'what a job reports reaches the caller, in order',
    using(subject, { concurrency: 1 }, async (pool) => {
      const reports: unknown[] = [];
      const lane = await pool.with({ onReport: (value) => reports.push(value) }).submit(reportTimes, 3);
      assert.equal(lane, 0);
      assert.deepEqual(reports, [1, 2, 3]);
    }),
  );

  test(
    'stats count what was done',
    using(subject, { concurrency: 1 }, async (pool) => {
      await pool.map(doubleEven, [2, 4, 6]);
      await rejection(pool.submit(doubleEven, 1));
      const { done, failed, queued, running, run, wait: waited } = pool.stats();
      assert.deepEqual({ done, failed, queued, running }, { done: 3, failed: 1, queued: 0, running: 0 });
      assert.equal(run.count, 4);
      assert.equal(waited.count, 4);
      assert.ok(run.p50Ms <= run.p99Ms && run.p99Ms <= run.maxMs);
    }),
  );
}
