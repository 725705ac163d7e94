/** How work runs. */
export type Model = 'inline' | 'async' | 'threads' | 'processes' | 'native' | 'cluster' | 'auto';

/** The models that need nothing but this machine. */
export type LocalModel = Exclude<Model, 'cluster'>;

/** What a model can do. */
export interface Supports {
  /** Jobs use several cores at once. */
  readonly parallel: boolean;
  /** What a crash in a job takes with it. */
  readonly isolation: 'none' | 'thread' | 'process' | 'machine';
  /** A running job can be ended against its will, by ending its lane. */
  readonly kill: boolean;
  /** Arguments and results cross a boundary, so they must be cloneable. */
  readonly clones: boolean;
  /** `transfer` moves buffers instead of copying them. */
  readonly transfer: boolean;
  /** A SharedArrayBuffer argument is seen by both sides. */
  readonly sharedMemory: boolean;
  /** `memoryLimitMb`, `youngGenerationMb`, `env` and `execArgv` are heeded. */
  readonly laneLimits: boolean;
  /** The executor opens, sets up and replaces its lanes itself; on a cluster the workers do. */
  readonly ownLanes: boolean;
  /** Short jobs travel together. */
  readonly batching: boolean;
  /** What it runs: any task, only tasks that name a native kernel, or only tasks of files that the workers were given. */
  readonly tasks: 'any' | 'kernels' | 'files';
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
    ownLanes: true,
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
    ownLanes: true,
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
    ownLanes: true,
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
    ownLanes: true,
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
    ownLanes: true,
    batching: false,
    tasks: 'kernels',
  },
  cluster: {
    parallel: true,
    isolation: 'machine',
    kill: true,
    clones: true,
    transfer: false,
    sharedMemory: false,
    laneLimits: false,
    ownLanes: false,
    batching: true,
    tasks: 'files',
  },
  // A job may run here: what only another thread gives cannot be promised, and what only this one takes is taken.
  auto: {
    parallel: true,
    isolation: 'none',
    kill: false,
    clones: false,
    transfer: false,
    sharedMemory: true,
    laneLimits: true,
    ownLanes: true,
    batching: true,
    tasks: 'any',
  },
};
