import assert from 'node:assert/strict';
import type { Subject } from '../subject.ts';
import { ownId, ownNumber, reportAttempt } from '../tasks.ts';
import { using } from './using.ts';

/** Tests of what `context()` says of a job's id and attempt. */
export function identityTests(subject: Subject): void {
  const { test } = subject;

  test(
    'every job has an id of its own, also where jobs travel together',
    using(subject, { concurrency: 2 }, async (pool) => {
      await pool.submit(ownId);
      const views = [pool, pool.with({ priority: 1 }), pool.with({ batch: 8 })] as const;
      const ids = await Promise.all(
        Array.from({ length: 300 }, (_, n) => (views[n % 3] as typeof pool).submit(ownId)),
      );
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.every((id) => typeof id === 'string' && id !== ''));
    }),
  );

  test(
    'a retry has the id of the first attempt, and counts the attempts',
    using(subject, { concurrency: 1 }, async (pool) => {
      const seen: unknown[] = [];
      const view = pool.with({ retries: 2, onReport: (value) => seen.push(value) });
      const id = await view.submit(reportAttempt, 2);
      assert.deepEqual(seen, [
        [id, 1],
        [id, 2],
        [id, 3],
      ]);
      const next = await view.submit(reportAttempt, 0);
      assert.notEqual(next, id);
      assert.deepEqual(seen[3], [next, 1]);
    }),
  );

  test(
    'every item of a map has an id of its own, also where items travel together',
    using(subject, { concurrency: 2 }, async (pool) => {
      const items = Array.from({ length: 3000 }, (_, n) => n);
      await pool.map(ownId, items);
      const ids = [
        ...(await pool.map(ownId, items)),
        ...(await pool.map(ownId, items, { settle: true })),
      ].map((id) => (typeof id === 'string' ? id : id.state === 'fulfilled' ? id.value : ''));
      assert.equal(new Set(ids).size, 6000);
      await pool.map(ownNumber, items);
      assert.equal(new Set(await pool.map(ownNumber, items)).size, 3000);
    }),
  );
}
