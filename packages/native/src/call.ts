import { addon } from './addon.ts';
import type { CallOptions } from './call-options.ts';

let lastId = 0;

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

async function stoppable(kernel: string, options: CallOptions, signal: AbortSignal): Promise<unknown> {
  const native = addon();
  signal.throwIfAborted();
  const id = ++lastId;
  const result = native[kernel]!(options, id);
  const stop = (): void => native.cancel(id);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await result;
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_STOPPED' ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Runs a kernel off this thread. Wrong options throw through the promise, like every other failure.
 * @throws {TypeError} if `signal` is no AbortSignal, or an option has the wrong type
 * @throws {RangeError} if an option is out of its range */
export function call(kernel: string, options: CallOptions | undefined): Promise<unknown> {
  const signal: unknown = options?.signal;
  if (signal === undefined) {
    try {
      return addon()[kernel]!(options, 0) as Promise<unknown>;
    } catch (error) {
      return Promise.reject(error);
    }
  }
  if (!isSignal(signal)) {
    return Promise.reject(new TypeError(`${kernel}: expected \`signal\` to be an AbortSignal`));
  }
  return stoppable(kernel, options!, signal);
}

/** Runs a kernel on this thread, with helpers if `threads` is above 1; blocks until it is done. */
export function callSync(kernel: string, options: unknown): unknown {
  return addon()[`${kernel}Sync`]!(options);
}
