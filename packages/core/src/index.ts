export {
  async,
  auto,
  cluster,
  createExecutor,
  inline,
  native,
  processes,
  threads,
} from './executors/create-executor.ts';
export {
  EngineUnavailable,
  ExecutorClosed,
  ExecutorError,
  LaneCrashed,
  NotSupported,
  NotTransportable,
  QueueFull,
  TaskNotFound,
  TimedOut,
  type ExecutorErrorCode,
  type LaneExit,
} from './errors/executor-error.ts';
export { cpuQuota, effectiveCores, type ReadText } from './executor/effective-cores.ts';
export type { BlobStore } from './executors/cluster/blob-store.ts';
export type { ClusterOptions } from './executors/cluster/cluster-options.ts';
export type { ClusterAddress, ClusterConnection } from './executors/cluster/connection.ts';
export type { Executor, MapResult, Settled } from './executor/executor.ts';
export type { Kernel, KernelCall, Kernels } from './executor/kernels.ts';
export type {
  CallOptions,
  CloseOptions,
  ExecutorOptions,
  Initializer,
  MapOptions,
  MapProgress,
} from './executor/options.ts';
export type { DurationSummary, ExecutorStats, LaneStats, TraceEvent } from './executor/stats.ts';
export { SUPPORTS, type LocalModel, type Model, type Supports } from './executor/supports.ts';
export { CHANNELS } from './scheduler/observer.ts';
export { context, type Context } from './task/context.ts';
export { defineTask, type TaskOptions } from './task/define-task.ts';
export { taskFrom, type FunctionExports } from './task/task-from.ts';
export { taskFromFunction } from './task/task-from-function.ts';
export { TASK, type Task, type TaskFunction, type TaskReference, type TaskResult } from './task/task.ts';
export { transfer, type Transferable } from './task/transfer.ts';
