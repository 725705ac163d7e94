import assert from 'node:assert/strict';
import { NotSupported, NotTransportable, TaskNotFound } from '../../errors/executor-error.ts';
import { taskFrom } from '../../task/task-from.ts';
import { taskFromFunction } from '../../task/task-from-function.ts';
import type { Subject } from '../subject.ts';
import { echo, fail, giveEven, giveFunction, increment } from '../tasks.ts';
import { rejection, using } from './using.ts';

/** Tests of how errors arrive, and of what cannot cross. */
export function errorTests(subject: Subject): void {
  const { test } = subject;

  test(
    "a task's error arrives as itself",
    using(subject, {}, async (pool) => {
      const error = (await rejection(pool.submit(fail, 'detailed'))) as RangeError & {
        code: string;
        detail: unknown;
      };
      assert.ok(error instanceof RangeError);
      assert.equal(error.name, 'DetailedError');
      assert.equal(error.message, 'out of range');
      assert.equal(error.code, 'E_DETAILED');
      assert.deepEqual(error.detail, { at: [1, 2] });
      assert.ok(error.cause instanceof TypeError);
      assert.equal(error.cause.message, 'the cause');
      assert.match(error.stack ?? '', /tasks\.[jt]s/);
    }),
  );

  test(
    'an AggregateError keeps its errors',
    using(subject, {}, async (pool) => {
      const error = (await rejection(pool.submit(fail, 'aggregate'))) as AggregateError;
      assert.ok(error instanceof AggregateError);
      assert.ok(error.errors[0] instanceof SyntaxError);
      assert.equal(error.errors[1], 'second');
    }),
  );

  test(
    'what was thrown need not be an error, nor a kind one',
    using(subject, {}, async (pool) => {
      assert.equal(await rejection(pool.submit(fail, 'undefined')), undefined);
      assert.equal(await rejection(pool.submit(fail, 'symbol')), Symbol.for('thrown'));
      assert.ok((await rejection(pool.submit(fail, 'frozen'))) instanceof URIError);
      assert.equal(((await rejection(pool.submit(fail, 'getter'))) as Error).message, 'getter');
    }),
  );

  test(
    'a module or an export that is not there is TaskNotFound, with the reason',
    using(subject, {}, async (pool) => {
      const noModule = await rejection(pool.submit(taskFrom(new URL('file:///no/such/module.mjs'), 'run')));
      assert.ok(noModule instanceof TaskNotFound);
      assert.equal(noModule.code, 'ERR_TASK_NOT_FOUND');
      if (pool.supports.tasks === 'files') return;
      const module = 'data:text/javascript,export const known = () => 1';
      const noExport = await rejection(pool.submit(taskFrom(module, 'unknown')));
      assert.ok(noExport instanceof TaskNotFound);
      assert.match(noExport.message, /it exports known/);
      const broken = await rejection(pool.submit(taskFrom('data:text/javascript,export const = ;', 'x')));
      assert.ok(broken instanceof TaskNotFound);
      assert.match(broken.message, /SyntaxError/);
    }),
  );

  test(
    'a task may come from any module, or from the source of a function',
    using(subject, {}, async (pool) => {
      const module = 'data:text/javascript,export default (a, b) => a * b';
      if (pool.supports.tasks === 'files') {
        assert.ok((await rejection(pool.submit(taskFrom(module, 'default')))) instanceof NotSupported);
        return;
      }
      assert.equal(
        await pool.submit(taskFrom<(a: number, b: number) => number>(module, 'default'), 6, 7),
        42,
      );
      assert.equal(
        await pool.submit(taskFrom<(...parts: string[]) => string>('node:path', 'join'), 'a', 'b'),
        'a/b',
      );
      assert.deepEqual(
        await pool.map(
          taskFromFunction((n: number) => n ** 2),
          [1, 2, 3],
        ),
        [1, 4, 9],
      );
      assert.throws(() => taskFrom('./relative.js', 'x'), /absolute module URL/);
      assert.throws(() => taskFromFunction(Math.max), /native|JavaScript/);
    }),
  );

  test(
    'what cannot cross is NotTransportable, names its path, and disturbs nobody',
    using(subject, { concurrency: 1 }, async (pool) => {
      const bad = { list: [1, { onDone: () => 1 }] };
      if (!pool.supports.clones) {
        assert.equal(await pool.submit(echo, bad), bad);
        return;
      }
      const [before, refused, after] = await Promise.all([
        pool.submit(increment, 1),
        rejection(pool.submit(echo, bad)),
        pool.submit(increment, 2),
      ]);
      assert.deepEqual([before, after], [2, 3]);
      assert.ok(refused instanceof NotTransportable);
      assert.equal(refused.path, 'args[0].list[1].onDone');
      assert.match(refused.message, /args\[0\]\.list\[1\]\.onDone is a function/);
      const result = await rejection(pool.submit(giveFunction));
      assert.ok(result instanceof NotTransportable);
      assert.equal(result.path, 'result.list[1]');
      assert.ok((await rejection(pool.map(echo, [1, bad, 3]))) instanceof NotTransportable);
      const many = await pool.map(giveEven, [1, 2, 3, 4], { settle: true });
      assert.deepEqual(
        many.map((outcome) => outcome.state),
        ['rejected', 'fulfilled', 'rejected', 'fulfilled'],
      );
    }),
  );
}
