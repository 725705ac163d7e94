import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { sample } from './sample.ts';

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

/** The upper 32 bits of the product of two unsigned 32-bit integers. */
function high(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) | 0;
}

/** 1 if the point of two random words lies in the quarter circle, else 0. */
function inside(first: number, second: number): number {
  const x = first >>> 6;
  const y = second >>> 6;
  return x * x + y * y < 4503599627370496 ? 1 : 0; // 2^52
}

/** Estimates pi from n random points in JavaScript, with the generator of the kernel (Philox4x32-10). */
export function monteCarloPiTwin(n: number, seed = 0): number {
  let hits = 0;
  for (let point = 0; point < n; point += 2) {
    const counter = point / 2;
    let c0 = counter | 0;
    let c1 = Math.floor(counter / 4294967296) | 0;
    let c2 = 0;
    let c3 = 0;
    let key0 = seed | 0;
    let key1 = 0;
    for (let round = 0; round < 10; round++) {
      const high0 = high(0xd2511f53, c0);
      const high1 = high(0xcd9e8d57, c2);
      const low0 = Math.imul(0xd2511f53, c0);
      const low1 = Math.imul(0xcd9e8d57, c2);
      c0 = high1 ^ c1 ^ key0;
      c1 = low1;
      c2 = high0 ^ c3 ^ key1;
      c3 = low0;
      key0 = (key0 + 0x9e3779b9) | 0;
      key1 = (key1 + 0xbb67ae85) | 0;
    }
    hits += inside(c0, c1);
    if (point + 1 < n) hits += inside(c2, c3);
  }
  return (4 * hits) / n;
}

sample('monteCarloPi', {
  sizes: [1, 200_000],
  benchSize: 2.6e7,
  input: (n) => ({ n }),
  twin: ({ n }) => monteCarloPiTwin(n),
});
