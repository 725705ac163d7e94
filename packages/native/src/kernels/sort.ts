import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { noise, sample } from './sample.ts';

/** What `sort` sorts. */
export interface SortInput {
  /** Sorted in place. On a SharedArrayBuffer, too. */
  readonly values: Float64Array;
}

/** Options of `sort`. */
export interface SortOptions extends CallOptions, SortInput {}

/** Options of `sortSync`. */
export interface SortSyncOptions extends SyncOptions, SortInput {}

/** Sorts in place, ascending, in the order of Float64Array.prototype.sort (-0 before 0, NaN last); resolves to `values`.
 * Takes as much memory again. A stopped sort leaves the values unspecified. Do not transfer or detach the buffer before
 * the promise settles.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function sort<const Options extends SortOptions>(
  options: Options,
): Promise<Outcome<Options, Float64Array>> {
  return call('sort', options) as Promise<Outcome<Options, Float64Array>>;
}

/** Does what `sort` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function sortSync<const Options extends SortSyncOptions>(
  options: Options,
): Outcome<Options, Float64Array> {
  return callSync('sort', options) as Outcome<Options, Float64Array>;
}

/** Sorts in place as the engine does. */
export function sortTwin(values: Float64Array): Float64Array {
  // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
  return values.sort();
}

sample('sort', {
  sizes: [0, 60_000],
  benchSize: 4e6,
  updates: 'values',
  input: (length) => ({ values: noise(length, 1) }),
  twin: ({ values }) => sortTwin(values),
});
