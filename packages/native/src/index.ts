export { available, type Availability } from './addon.ts';
export { buildInfo, type BuildInfo } from './build-info.ts';
export type { CallOptions, Detailed, Outcome, SyncOptions } from './call-options.ts';
export { effectiveCores, hardwareConcurrency } from './cores.ts';
export { counter, counterSync } from './kernels/counter.ts';
export { lcg, lcgSync, type LcgSeed } from './kernels/lcg.ts';
export {
  mandelbrot,
  mandelbrotSync,
  type MandelbrotInput,
  type MandelbrotOptions,
  type MandelbrotSyncOptions,
} from './kernels/mandelbrot.ts';
export {
  matmul,
  matmulSync,
  type MatmulInput,
  type MatmulOptions,
  type MatmulSyncOptions,
} from './kernels/matmul.ts';
export {
  monteCarloPi,
  monteCarloPiSync,
  type MonteCarloPiInput,
  type MonteCarloPiOptions,
  type MonteCarloPiSyncOptions,
} from './kernels/monte-carlo-pi.ts';
export { noop, noopSync } from './kernels/noop.ts';
export {
  primes,
  primesSync,
  type PrimesInput,
  type PrimesOptions,
  type PrimesSyncOptions,
} from './kernels/primes.ts';
export { kernelNames, kernels, type Kernel } from './kernels/registry.ts';
export {
  buildKernel,
  includeDirectory,
  type BuildKernelOptions,
  type BuiltKernel,
} from './own/build-kernel.ts';
export {
  loadKernel,
  type OwnKernel,
  type OwnKernelInput,
  type OwnKernelOptions,
  type OwnKernelOutcome,
  type OwnKernelSyncOptions,
} from './own/load-kernel.ts';
export { sort, sortSync, type SortInput, type SortOptions, type SortSyncOptions } from './kernels/sort.ts';
export { sum, sumSync } from './kernels/sum.ts';
export {
  triad,
  triadSync,
  type TriadInput,
  type TriadOptions,
  type TriadSyncOptions,
} from './kernels/triad.ts';
export { NativeUnavailable } from './native-unavailable.ts';
export { standalone } from './standalone.ts';
export type { TaskLayout, TaskOptions, TaskOutcome, TaskSyncOptions } from './task-options.ts';
