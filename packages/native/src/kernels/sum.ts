import { call, callSync } from '../call.ts';
import type { TaskOptions, TaskOutcome, TaskSyncOptions } from '../task-options.ts';
import { sample } from './sample.ts';

/** Adds 0 + 1 + … + (n - 1) one by one, for `n` from 0 to 2^32, exactly in 64 bits. Resolves to a number, and to a
 * BigInt where the sum is above Number.MAX_SAFE_INTEGER (n > 134,217,728). No terms give 0.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function sum<const Options extends TaskOptions>(
  options: Options,
): Promise<TaskOutcome<Options, number | bigint>> {
  return call('sum', options) as Promise<TaskOutcome<Options, number | bigint>>;
}

/** Adds as `sum` does, on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function sumSync<const Options extends TaskSyncOptions>(
  options: Options,
): TaskOutcome<Options, number | bigint> {
  return callSync('sum', options) as TaskOutcome<Options, number | bigint>;
}

/** Adds 0 + 1 + … + (n - 1) in JavaScript; exact for n <= 134,217,728, where the sum is a safe integer. */
export function sumTwin(n: number): number {
  let total = 0;
  for (let value = 0; value < n; value++) total += value;
  return total;
}

sample('sum', {
  sizes: [0, 3_000_000],
  benchSize: 7e8,
  input: (n) => ({ n }),
  twin: ({ n }) => sumTwin(n),
});
