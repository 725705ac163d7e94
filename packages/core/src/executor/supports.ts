/** How work runs. */
export type Model = 'inline' | 'async' | 'threads' | 'processes';

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
  },
};
