import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { noise, sample, zeros } from './sample.ts';

/** What `triad` adds up; all arrays have the same length. */
export interface TriadInput {
  /** Written in place. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  readonly s: number;
}

/** Options of `triad`. */
export interface TriadOptions extends CallOptions, TriadInput {}

/** Options of `triadSync`. */
export interface TriadSyncOptions extends SyncOptions, TriadInput {}

/** Sets a[i] = b[i] + s * c[i] for all i and resolves to `a`: bound by memory, hardly by arithmetic.
 * Do not transfer or detach a buffer before the promise settles.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function triad<const Options extends TriadOptions>(
  options: Options,
): Promise<Outcome<Options, Float64Array>> {
  return call('triad', options) as Promise<Outcome<Options, Float64Array>>;
}

/** Does what `triad` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function triadSync<const Options extends TriadSyncOptions>(
  options: Options,
): Outcome<Options, Float64Array> {
  return callSync('triad', options) as Outcome<Options, Float64Array>;
}

/** Sets a[i] = b[i] + s * c[i] in JavaScript. */
export function triadTwin(a: Float64Array, b: Float64Array, c: Float64Array, s: number): Float64Array {
  for (let i = 0; i < a.length; i++) a[i] = b[i]! + s * c[i]!;
  return a;
}

sample('triad', {
  sizes: [0, 300_000],
  benchSize: 1e7,
  input: (length) => ({ a: zeros(length), b: noise(length, 1), c: noise(length, 2), s: 3 }),
  twin: ({ a, b, c, s }) => triadTwin(a, b, c, s),
});
