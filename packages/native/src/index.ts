export { available, type Availability } from './addon.ts';
export { buildInfo } from './build-info.ts';
export type { BuildInfo } from './surface.ts';
export type { CallOptions, Detailed, Outcome, SyncOptions } from './call-options.ts';
export { effectiveCores, hardwareConcurrency } from './cores.ts';
export * from './kernels/all.ts';
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
export { NativeUnavailable } from './native-unavailable.ts';
export { standalone } from './standalone.ts';
export type { TaskLayout, TaskOptions, TaskOutcome, TaskSyncOptions } from './task-options.ts';
