/** Stable codes of the errors that an executor itself raises. */
export type ExecutorErrorCode =
  | 'ERR_EXECUTOR_CLOSED'
  | 'ERR_LANE_CRASHED'
  | 'ERR_TIMED_OUT'
  | 'ERR_TASK_NOT_FOUND'
  | 'ERR_NOT_TRANSPORTABLE'
  | 'ERR_NOT_SUPPORTED'
  | 'ERR_QUEUE_FULL'
  | 'ERR_ENGINE_UNAVAILABLE';

/** Base of every error that comes from an executor and not from a task; `code` is stable, messages are not. */
export abstract class ExecutorError extends Error {
  abstract readonly code: ExecutorErrorCode;
  override get name(): string {
    return this.constructor.name;
  }
}

/** Says that a job was submitted to, or still queued in, an executor that is closed. */
export class ExecutorClosed extends ExecutorError {
  readonly code = 'ERR_EXECUTOR_CLOSED';
  constructor(message = 'the executor is closed: submit before close(), or create another executor') {
    super(message);
  }
}

/** What is known of how a lane ended. */
export interface LaneExit {
  /** Exit code of the thread or process; null when a signal ended it or none is known. */
  readonly exitCode: number | null;
  /** Signal that ended the process; always null for a thread. */
  readonly signal: NodeJS.Signals | null;
  /** The uncaught error that ended it, where there was one. */
  readonly cause?: unknown;
}

/** Says that the lane ended while the job ran on it; `cause` is the uncaught error, where there was one. */
export class LaneCrashed extends ExecutorError {
  readonly code = 'ERR_LANE_CRASHED';
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  constructor(message: string, exit: LaneExit) {
    super(message, exit.cause === undefined ? undefined : { cause: exit.cause });
    this.exitCode = exit.exitCode;
    this.signal = exit.signal;
  }
}

/** Says that a running job passed its `timeout`, counted from its start. */
export class TimedOut extends ExecutorError {
  readonly code = 'ERR_TIMED_OUT';
  /** The limit that was passed, in ms. */
  readonly timeoutMs: number;
  constructor(timeoutMs: number) {
    super(
      `the job did not end within its timeout of ${timeoutMs} ms: raise timeout, or make the job smaller`,
    );
    this.timeoutMs = timeoutMs;
  }
}

/** Says that a task's module could not be loaded or does not export the task; `cause` is the loader's error. */
export class TaskNotFound extends ExecutorError {
  readonly code = 'ERR_TASK_NOT_FOUND';
}

/** Says that a value cannot cross to a lane or back; the message names the value's path. */
export class NotTransportable extends ExecutorError {
  readonly code = 'ERR_NOT_TRANSPORTABLE';
  /** Where the value is, e.g. `args[0].onDone`. */
  readonly path: string;
  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}

/** Says that a model cannot do what was asked of it; `executor.supports` tells beforehand. */
export class NotSupported extends ExecutorError {
  readonly code = 'ERR_NOT_SUPPORTED';
}

/** Says that the queue holds `maxQueue` jobs already. */
export class QueueFull extends ExecutorError {
  readonly code = 'ERR_QUEUE_FULL';
}

/** Says that what a model rides on (an engine, an addon, a program) is not there. */
export class EngineUnavailable extends ExecutorError {
  readonly code = 'ERR_ENGINE_UNAVAILABLE';
}

/** The classes by name, for a wire that carries only names. */
export const EXECUTOR_ERRORS: ReadonlyMap<string, { readonly prototype: ExecutorError }> = new Map(
  [
    ExecutorClosed,
    LaneCrashed,
    TimedOut,
    TaskNotFound,
    NotTransportable,
    NotSupported,
    QueueFull,
    EngineUnavailable,
  ].map((errorClass) => [errorClass.name, errorClass]),
);
