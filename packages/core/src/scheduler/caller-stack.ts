import { ExecutorClosed, QueueFull } from '../errors/executor-error.ts';
import type { Call } from './call.ts';

/** What lies between an error and its caller, and tells nothing. */
const OWN_FRAME = /node:internal|[\\/](caller-stack|map-run)\.[jt]s/;

const told = new WeakSet<Error>();

/**
 * Tells whether an error came to be far from its caller: on a lane, or in the scheduler while the job was under way.
 *
 * An abort's reason belongs to the caller; ExecutorClosed is shared by many jobs, and QueueFull is made in the call itself.
 */
function isForeign(error: unknown, call: Call): error is Error {
  return (
    error instanceof Error &&
    !(error instanceof ExecutorClosed || error instanceof QueueFull) &&
    error !== call.signal?.reason &&
    !told.has(error)
  );
}

/**
 * Rejects a pending promise with an error whose stack also says who awaits the promise.
 *
 * A stack for every call would cost as much as a short job. V8 follows the promises from a running reaction to whoever awaits
 * them, so the stack is taken in a reaction that leads to this promise, and only where there is an error.
 */
export function rejectWithCaller(
  resolve: (outcome: Promise<never>) => void,
  error: unknown,
  call: Call,
): void {
  let start!: () => void;
  const rejected = new Promise<void>((run) => {
    start = run;
  }).then((): never => {
    addCaller(error, call);
    throw error;
  });
  resolve(rejected);
  // Only now does `rejected` lead to the promise.
  queueMicrotask(start);
}

/** Appends the frames of whoever waits for the running reaction to an error's stack; once. */
export function addCaller(error: unknown, call: Call): void {
  if (!isForeign(error, call)) return;
  told.add(error);
  const here = { stack: '' };
  Error.captureStackTrace(here, addCaller);
  const frames = here.stack.split('\n').filter((line) => /^ {4}at /.test(line) && !OWN_FRAME.test(line));
  if (frames.length === 0) return;
  const stack = `${error.stack ?? String(error)}\n    -- called from --\n${frames.join('\n')}`;
  Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
}
