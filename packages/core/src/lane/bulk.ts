import type { TaskFunction } from '../task/task.ts';
import { encodeError } from '../wire/error-codec.ts';
import type { BulkResult } from '../wire/messages.ts';
import type { Cursor } from './item-context.ts';

/** After this long a bulk job returns what it has, so that another lane can take the rest. */
const OVERRUN_MS = 10;
/** The clock costs as much as a small job, so it is read once in so many items at most, and more often where they are long. */
const MOST_PER_LOOK = 32;
/** While looks come faster than this, they become rarer. */
const LOOK_MS = 0.1;

/**
 * Runs a task for each item, until the end, an error or the time limit; numbers come back packed.
 * @param cursor - told which item is running
 * @param packed - where they are laid; it may be the items themselves, where nobody else needs these
 */
export async function runBulk(
  fn: TaskFunction,
  items: readonly unknown[] | Float64Array,
  cursor: Cursor,
  packed: Float64Array = new Float64Array(items.length),
): Promise<BulkResult> {
  const startMs = performance.now();
  let done = 0;
  let stride = 1;
  let look = stride;
  let lookMs = startMs;
  try {
    for (; done < items.length; done++) {
      if (done === look) {
        const nowMs = performance.now();
        if (nowMs - startMs > OVERRUN_MS) break;
        stride = nowMs - lookMs < LOOK_MS ? Math.min(MOST_PER_LOOK, stride * 2) : 1;
        look += stride;
        lookMs = nowMs;
      }
      cursor.item = done;
      const value = fn(items[done]);
      if (typeof value !== 'number') return await runMixed(fn, items, cursor, packed, done, value, startMs);
      packed[done] = value;
    }
    return { values: done === items.length ? packed : packed.slice(0, done) };
  } catch (error) {
    return { values: packed.slice(0, done), error: encodeError(error) };
  }
}

/** Goes on where a result was no number. */
async function runMixed(
  fn: TaskFunction,
  items: readonly unknown[] | Float64Array,
  cursor: Cursor,
  packed: Float64Array,
  from: number,
  first: unknown,
  startMs: number,
): Promise<BulkResult> {
  const values: unknown[] = Array.from(packed.subarray(0, from));
  let pending = first;
  try {
    for (let next = from + 1; ; next++) {
      values.push(isThenable(pending) ? await pending : pending);
      const look = next % MOST_PER_LOOK === 0 || isThenable(pending);
      if (next === items.length || (look && performance.now() - startMs > OVERRUN_MS)) return { values };
      cursor.item = next;
      pending = fn(items[next]);
    }
  } catch (error) {
    return { values, error: encodeError(error) };
  }
}

/** Tells whether a value must be awaited. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
