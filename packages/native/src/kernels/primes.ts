import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { sample } from './sample.ts';

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

const segment = 1 << 15;

/** The odd primes up to `limit`. */
function sievingPrimes(limit: number): number[] {
  const composite = new Uint8Array(limit + 1);
  const found: number[] = [];
  for (let p = 3; p <= limit; p += 2) {
    if (composite[p]) continue;
    found.push(p);
    for (let multiple = p * p; multiple <= limit; multiple += 2 * p) composite[multiple] = 1;
  }
  return found;
}

/** Counts the primes below n in JavaScript, by a segmented sieve of the odd numbers; 0 for n <= 2. */
export function primesTwin(n: number): number {
  if (n <= 2) return 0;
  const sieving = sievingPrimes(Math.floor(Math.sqrt(n)) + 1);
  const next = sieving.map((p) => (p * p - 1) / 2); // index k stands for 2k + 1
  const odds = Math.floor(n / 2);
  const composite = new Uint8Array(segment);
  let count = 0;
  for (let from = 0; from < odds; from += segment) {
    const size = Math.min(segment, odds - from);
    composite.fill(0);
    for (let i = 0; i < sieving.length; i++) {
      const p = sieving[i]!;
      let at = next[i]! - from;
      for (; at < size; at += p) composite[at] = 1;
      next[i] = at + from;
    }
    for (let i = 0; i < size; i++) count += 1 - composite[i]!;
  }
  return count; // 1 was counted, 2 was not
}

sample('primes', {
  sizes: [0, 4_000_000],
  benchSize: 1e9,
  input: (n) => ({ n }),
  twin: ({ n }) => primesTwin(n),
});
