// `tsc -p tsconfig.test.json` (npm run typecheck) is the test: a line that must not compile carries @ts-expect-error, which is itself
// an error where the line compiles.
import {
  defineTask,
  taskFrom,
  taskFromFunction,
  type Executor,
  type MapResult,
  type Settled,
  type Task,
} from '@counterpoint/core';
import { describe, expect, expectTypeOf, it } from 'vitest';

declare const pool: Executor;
const resize = defineTask(
  import.meta.url,
  'resize',
  async (path: string, width: number): Promise<Uint8Array> =>
    Promise.resolve(new Uint8Array(path.length + width)),
);
const length = defineTask(import.meta.url, 'length', (text: string): number => text.length);

/** Never called: only its types count. */
export function typed(): void {
  // submit: arguments and result come from the task.
  expectTypeOf(pool.submit(resize, 'a.png', 640)).toEqualTypeOf<Promise<Uint8Array>>();
  expectTypeOf(pool.submit(length, 'text')).toEqualTypeOf<Promise<number>>();
  // @ts-expect-error -- an argument is missing
  void pool.submit(resize, 'a.png');
  // @ts-expect-error -- an argument of a wrong type
  void pool.submit(resize, 'a.png', '640');
  // @ts-expect-error -- an argument too many
  void pool.submit(length, 'text', 1);
  // @ts-expect-error -- a plain function is no task
  void pool.submit((text: string) => text.length, 'text');

  // map: items and results come from the task.
  expectTypeOf(pool.map(length, ['a', 'b'])).toExtend<MapResult<number>>();
  expectTypeOf(pool.map(length, new Set(['a']), { settle: true })).toExtend<MapResult<Settled<number>>>();
  // @ts-expect-error -- items of a wrong type
  void pool.map(length, [1, 2]);
  // @ts-expect-error -- the task takes more than an item
  void pool.map(resize, ['a.png']);
  // @ts-expect-error -- nothing to iterate over
  void pool.map(length, 5);
  // @ts-expect-error -- options of a call belong in with()
  void pool.map(length, ['a'], { timeout: 5 });

  // with: options are checked, and the view is typed like the executor.
  expectTypeOf(pool.with({ timeout: 5 }).submit(length, 'x')).toEqualTypeOf<Promise<number>>();
  // @ts-expect-error -- no such option
  void pool.with({ timeOut: 5 });
  // @ts-expect-error -- an option of a wrong type
  void pool.with({ retries: '3' });

  // A task is still its function.
  expectTypeOf(length('x')).toEqualTypeOf<number>();
  expectTypeOf(taskFrom<(n: number) => string>('node:path', 'x')).toExtend<Task<(n: number) => string>>();
  expectTypeOf(taskFromFunction((n: number) => n > 1)).toExtend<Task<(n: number) => boolean>>();
  // By the type of a module: only its functions are tasks.
  expectTypeOf(
    pool.submit(taskFrom<typeof import('node:path'), 'basename'>('node:path', 'basename'), 'a/b'),
  ).toEqualTypeOf<Promise<string>>();
  // @ts-expect-error -- `sep` is no function
  taskFrom<typeof import('node:path'), 'sep'>('node:path', 'sep');
}

describe('the types of submit and map', () => {
  it('are checked when the tests are compiled', () => {
    expect(typed).toBeTypeOf('function');
  });
});
