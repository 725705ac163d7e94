import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';

/** What `primes` counts. */
export interface PrimesInput {
  /** Primes below this number are counted: an integer from 0 to 1e12. */
  readonly n: number;
}

/** Options of `primes`. */
export interface PrimesOptions extends CallOptions, PrimesInput {}

/** Options of `primesSync`. */
export interface PrimesSyncOptions extends SyncOptions, PrimesInput {}

/** Counts the primes below `n` by a segmented sieve; 0 for n <= 2.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function primes<const Options extends PrimesOptions>(
  options: Options,
): Promise<Outcome<Options, number>> {
  return call('primes', options) as Promise<Outcome<Options, number>>;
}

/** Does what `primes` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function primesSync<const Options extends PrimesSyncOptions>(
  options: Options,
): Outcome<Options, number> {
  return callSync('primes', options) as Outcome<Options, number>;
}
