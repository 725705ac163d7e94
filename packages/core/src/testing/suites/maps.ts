import assert from 'node:assert/strict';
import type { MapProgress } from '../../executor/options.ts';
import type { Subject } from '../subject.ts';
import { doubleEven, echo, increment, waitEven, waitItem } from '../tasks.ts';
import { rejection, using } from './using.ts';

async function* slowly(): AsyncGenerator<number> {
  for (let n = 0; n < 300; n++) {
    if (n % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    yield n;
  }
}

/** Tests of `map`. */
export function mapTests(subject: Subject): void {
  const { test } = subject;

  test(
    'an awaited map gives an array in input order',
    using(subject, { concurrency: 2 }, async (pool) => {
      assert.deepEqual(await pool.map(increment, []), []);
      assert.deepEqual(await pool.map(increment, [3, 1, 2]), [4, 2, 3]);
      const items = [30, 1, 20, 2].map((ms, id) => ({ id, ms }));
      assert.deepEqual(await pool.map(waitItem, items), [0, 1, 2, 3]);
    }),
  );

  test(
    'a large map of short items loses nothing and mixes nothing up',
    using(subject, { concurrency: 2 }, async (pool) => {
      const numbers = Array.from({ length: 30_000 }, (_, n) => n);
      const expected = numbers.map((n) => n + 1);
      assert.deepEqual(await pool.map(increment, numbers), expected);
      assert.deepEqual(await pool.map(increment, Float64Array.from(numbers)), Float64Array.from(expected));
      assert.deepEqual(await pool.map(increment, new Set(numbers)), expected);
      const mixed = numbers.slice(0, 5000).map((n) => (n % 3 === 0 ? { n } : n % 3 === 1 ? `${n}` : n));
      assert.deepEqual(await pool.map(echo, mixed), mixed);
    }),
  );

  test(
    'an iterated map streams in input order, or in order of completion',
    using(subject, { concurrency: 2 }, async (pool) => {
      const items = [60, 1, 1, 1].map((ms, id) => ({ id, ms }));
      const ordered: number[] = [];
      for await (const id of pool.map(waitItem, items)) ordered.push(id);
      assert.deepEqual(ordered, [0, 1, 2, 3]);
      const unordered: number[] = [];
      for await (const id of pool.map(waitItem, items, { ordered: false })) unordered.push(id);
      assert.deepEqual(
        unordered.toSorted((a, b) => a - b),
        [0, 1, 2, 3],
      );
    }),
  );

  test(
    'an endless input is pulled no further ahead than the window',
    using(subject, { concurrency: 2 }, async (pool) => {
      let pulled = 0;
      let closed = false;
      function* endless(): Generator<number> {
        try {
          for (;;) yield pulled++;
        } finally {
          closed = true;
        }
      }
      let seen = 0;
      for await (const value of pool.map(increment, endless(), { window: 10 })) {
        assert.equal(value, ++seen);
        assert.ok(pulled - seen <= 10, `${pulled} pulled, ${seen} seen`);
        if (seen === 500) break;
      }
      assert.ok(closed, 'the input was told that no more is taken');
    }),
  );

  test(
    'an async input works like any other',
    using(subject, { concurrency: 2 }, async (pool) => {
      assert.deepEqual(
        await pool.map(increment, slowly()),
        Array.from({ length: 300 }, (_, n) => n + 1),
      );
    }),
  );

  test(
    'the first failure stops a map and rejects it',
    using(subject, { concurrency: 1 }, async (pool) => {
      let pulled = 0;
      function* evenThenOdd(): Generator<number> {
        for (;;) yield pulled++ < 40 ? 2 : 1;
      }
      const error = await rejection(pool.map(doubleEven, evenThenOdd()));
      assert.ok(error instanceof RangeError);
      assert.match(error.message, /odd: 1/);
      const stoppedAt = pulled;
      assert.equal(await pool.submit(doubleEven, 4), 8);
      assert.equal(pulled, stoppedAt);
    }),
  );

  test(
    'a stream in order gives every result before the failure, also those that take longer, then throws',
    using(subject, { concurrency: 2 }, async (pool) => {
      for (const items of [
        [2, 4, 5, 6],
        [60, 2, 1, 3],
      ].map((list) => list.map((n) => ({ n, ms: n })))) {
        const seen: number[] = [];
        const error = await rejection(
          (async () => {
            for await (const value of pool.map(waitEven, items)) seen.push(value);
          })(),
        );
        assert.ok(error instanceof RangeError);
        assert.deepEqual(
          seen,
          items.slice(0, 2).map(({ n }) => n),
        );
      }
    }),
  );

  test(
    'settle gives every outcome and goes on',
    using(subject, { concurrency: 2 }, async (pool) => {
      const outcomes = await pool.map(doubleEven, [1, 2, 3, 4], { settle: true });
      assert.deepEqual(
        outcomes.map((outcome) =>
          outcome.state === 'fulfilled' ? outcome.value : (outcome.reason as Error).message,
        ),
        ['odd: 1', 4, 'odd: 3', 8],
      );
    }),
  );

  test(
    'an input that throws rejects the map with its error',
    using(subject, { concurrency: 1 }, async (pool) => {
      const broken = new Error('the input broke');
      function* items(): Generator<number> {
        yield 1;
        throw broken;
      }
      assert.equal(await rejection(pool.map(increment, items())), broken);
      const seen: number[] = [];
      const streamed = (async () => {
        for await (const value of pool.map(increment, items())) seen.push(value);
      })();
      assert.equal(await rejection(streamed), broken);
      assert.deepEqual(seen, [2]);
      // oxlint-disable-next-line typescript/require-await -- an async input that throws
      async function* later(): AsyncGenerator<number> {
        yield 1;
        throw broken;
      }
      assert.equal(await rejection(pool.map(increment, later())), broken);
    }),
  );

  test(
    'an aborted map rejects with the reason and stops pulling',
    using(subject, { concurrency: 1 }, async (pool) => {
      const controller = new AbortController();
      const reason = new Error('stop');
      let pulled = 0;
      function* endless(): Generator<number> {
        for (;;) {
          if (pulled === 200) setTimeout(() => controller.abort(reason), 5);
          yield pulled++;
        }
      }
      const error = await rejection(
        (async () => {
          for await (const value of pool.with({ signal: controller.signal }).map(increment, endless()))
            void value;
        })(),
      );
      assert.equal(error, reason);
    }),
  );

  test(
    'progress counts to the end',
    using(subject, { concurrency: 2 }, async (pool) => {
      const seen: MapProgress[] = [];
      await pool.map(increment, [1, 2, 3], { progress: (progress) => seen.push(progress) });
      assert.deepEqual(seen.at(-1), { done: 3, failed: 0, total: 3 });
    }),
  );

  test(
    'a map is consumed once',
    using(subject, {}, async (pool) => {
      const run = pool.map(increment, [1]);
      assert.deepEqual(await run, [2]);
      assert.throws(() => run[Symbol.asyncIterator](), TypeError);
      assert.throws(() => pool.map(increment, 5 as never), TypeError);
      assert.throws(() => pool.map(increment, [1], { window: 0 }), RangeError);
      assert.throws(() => pool.map(increment, [1], { timeout: 1 } as never), /unknown map option/);
    }),
  );
}
