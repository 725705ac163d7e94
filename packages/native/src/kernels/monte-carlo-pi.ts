import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';

/** What `monteCarloPi` draws. */
export interface MonteCarloPiInput {
  /** Random points of the unit square: an integer from 1 to 2^53 - 1. */
  readonly n: number;
  /** An integer from 0 to 2^32 - 1; 0 if not given. */
  readonly seed?: number | undefined;
}

/** Options of `monteCarloPi`. */
export interface MonteCarloPiOptions extends CallOptions, MonteCarloPiInput {}

/** Options of `monteCarloPiSync`. */
export interface MonteCarloPiSyncOptions extends SyncOptions, MonteCarloPiInput {}

/** Estimates pi as 4 times the share of random points that lie in the quarter circle. Each point depends on `seed` and
 * its number alone (Philox4x32-10), so the result is the same for any number of threads.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function monteCarloPi<const Options extends MonteCarloPiOptions>(
  options: Options,
): Promise<Outcome<Options, number>> {
  return call('monteCarloPi', options) as Promise<Outcome<Options, number>>;
}

/** Does what `monteCarloPi` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function monteCarloPiSync<const Options extends MonteCarloPiSyncOptions>(
  options: Options,
): Outcome<Options, number> {
  return callSync('monteCarloPi', options) as Outcome<Options, number>;
}
