/** How work runs. */
export type Model = 'inline' | 'async' | 'threads' | 'processes' | 'native';

/** What a model can do. */
export interface Supports {
  /** Jobs use several cores at once. */
  readonly parallel: boolean;
  /** What a crash in a job takes with it. */
  readonly isolation: 'none' | 'thread' | 'process';
  /** A running job can be ended against its will, by ending its lane. */
  readonly kill: boolean;
  /** Arguments and results cross a boundary, so they must be cloneable. */
  readonly clones: boolean;
  /** `transfer` moves buffers instead of copying them. */
  readonly transfer: boolean;
  /** A SharedArrayBuffer argument is seen by both sides. */
  readonly sharedMemory: boolean;
  /** `memoryLimitMb`, `env` and `execArgv` are heeded. */
  readonly laneLimits: boolean;
  /** Short jobs travel together. */
  readonly batching: boolean;
  /** What it runs: any task, or only tasks that name a native kernel. */
  readonly tasks: 'any' | 'kernels';
}

/** The manifest of every model. */
export const SUPPORTS: Readonly<Record<Model, Supports>> = {
  inline: {
    parallel: false,
    isolation: 'none',
    kill: false,
    clones: false,
    transfer: false,
    sharedMemory: true,
    laneLimits: false,
    batching: false,
    tasks: 'any',
  },
  async: {
    parallel: false,
    isolation: 'none',
    kill: false,
    clones: false,
    transfer: false,
    sharedMemory: true,
    laneLimits: false,
    batching: false,
    tasks: 'any',
  },
  threads: {
    parallel: true,
    isolation: 'thread',
    kill: true,
    clones: true,
    transfer: true,
    sharedMemory: true,
    laneLimits: true,
    batching: true,
    tasks: 'any',
  },
  processes: {
    parallel: true,
    isolation: 'process',
    kill: true,
    clones: true,
    transfer: false,
    sharedMemory: false,
    laneLimits: true,
    batching: true,
    tasks: 'any',
  },
  native: {
    parallel: true,
    isolation: 'none',
    kill: false,
    clones: false,
    transfer: false,
    sharedMemory: true,
    laneLimits: false,
    batching: false,
    tasks: 'kernels',
  },
};
