export { counter, counterSync } from './counter.ts';
export { lcg, lcgSync, type LcgSeed } from './lcg.ts';
export {
  mandelbrot,
  mandelbrotSync,
  type MandelbrotInput,
  type MandelbrotOptions,
  type MandelbrotSyncOptions,
} from './mandelbrot.ts';
export {
  matmul,
  matmulSync,
  type MatmulInput,
  type MatmulOptions,
  type MatmulSyncOptions,
} from './matmul.ts';
export {
  monteCarloPi,
  monteCarloPiSync,
  type MonteCarloPiInput,
  type MonteCarloPiOptions,
  type MonteCarloPiSyncOptions,
} from './monte-carlo-pi.ts';
export { noop, noopSync } from './noop.ts';
export {
  primes,
  primesSync,
  type PrimesInput,
  type PrimesOptions,
  type PrimesSyncOptions,
} from './primes.ts';
export { sort, sortSync, type SortInput, type SortOptions, type SortSyncOptions } from './sort.ts';
export { sum, sumSync } from './sum.ts';
export { triad, triadSync, type TriadInput, type TriadOptions, type TriadSyncOptions } from './triad.ts';
