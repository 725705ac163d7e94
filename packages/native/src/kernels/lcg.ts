import { call, callSync } from '../call.ts';
import type { TaskOptions, TaskOutcome, TaskSyncOptions } from '../task-options.ts';
import { sample } from './sample.ts';

/** Where `lcg` starts. */
export interface LcgSeed {
  /** An integer from 0 to 2^32 - 1; 0 if not given. Task k starts at seed + k. */
  readonly seed?: number | undefined;
}

/** Steps x = x * 1664525 + 1013904223 (mod 2^32) `n` times (0 to 2^53 - 1) from `seed` and resolves to the last x.
 * Each step needs the one before: the counter that no optimiser can fake. 0 steps give the seed.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function lcg<const Options extends TaskOptions & LcgSeed>(
  options: Options,
): Promise<TaskOutcome<Options, number>> {
  return call('lcg', options) as Promise<TaskOutcome<Options, number>>;
}

/** Steps as `lcg` does, on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function lcgSync<const Options extends TaskSyncOptions & LcgSeed>(
  options: Options,
): TaskOutcome<Options, number> {
  return callSync('lcg', options) as TaskOutcome<Options, number>;
}

/** Steps the linear congruential generator n times from `seed` in JavaScript: an unsigned 32-bit integer. */
export function lcgTwin(n: number, seed = 0): number {
  let state = seed | 0;
  for (let step = 0; step < n; step++) state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state >>> 0;
}

sample('lcg', {
  sizes: [0, 3_000_000],
  benchSize: 1.8e8,
  input: (n) => ({ n }),
  twin: ({ n }) => lcgTwin(n),
});
