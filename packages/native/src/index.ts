export { available, type Availability } from './addon.ts';
export { buildInfo, type BuildInfo } from './build-info.ts';
export type { CallOptions, Detailed, Outcome, SyncOptions } from './call-options.ts';
export { effectiveCores, hardwareConcurrency } from './cores.ts';
export { counter, counterSync } from './kernels/counter.ts';
export { sum, sumSync } from './kernels/sum.ts';
export { NativeUnavailable } from './native-unavailable.ts';
export { standalone } from './standalone.ts';
export type { TaskLayout, TaskOptions, TaskOutcome, TaskSyncOptions } from './task-options.ts';
