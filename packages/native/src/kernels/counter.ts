import { call, callSync } from '../call.ts';
import type { TaskOptions, TaskOutcome, TaskSyncOptions } from '../task-options.ts';
import { sample } from './sample.ts';

/** Counts to `n` (0 to 2^53 - 1) one step at a time and resolves to the steps that were counted: the article's loop,
 * with a compiler barrier so that no optimiser deletes it. 0 steps give 0.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function counter<const Options extends TaskOptions>(
  options: Options,
): Promise<TaskOutcome<Options, number>> {
  return call('counter', options) as Promise<TaskOutcome<Options, number>>;
}

/** Counts as `counter` does, on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function counterSync<const Options extends TaskSyncOptions>(
  options: Options,
): TaskOutcome<Options, number> {
  return callSync('counter', options) as TaskOutcome<Options, number>;
}

/** Counts to n in JavaScript: what the C++ kernel is compared with. */
export function counterTwin(n: number): number {
  let counted = 0;
  while (counted < n) counted++;
  return counted;
}

sample('counter', {
  sizes: [0, 3_000_000],
  benchSize: 7e8,
  input: (n) => ({ n }),
  twin: ({ n }) => counterTwin(n),
});
