import { addon } from './addon.ts';
import type { CallOptions } from './call-options.ts';

/** What the C++ side exports for a kernel: `id` lets `cancel` find the call. */
export type Start = (options: unknown, id?: number) => unknown;

let lastId = 0;

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

async function stoppable(start: Start, options: CallOptions, signal: AbortSignal): Promise<unknown> {
  const { cancel } = addon();
  signal.throwIfAborted();
  const id = ++lastId;
  const result = start(options, id);
  const stop = (): void => cancel(id);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await result;
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_STOPPED' ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Starts a kernel off this thread. Wrong options throw through the promise, like every other failure.
 * @param name - for messages
 * @throws {TypeError} if `signal` is no AbortSignal, or an option has the wrong type
 * @throws {RangeError} if an option is out of its range */
export function begin(name: string, start: Start, options: CallOptions | undefined): Promise<unknown> {
  const signal: unknown = options?.signal;
  if (signal === undefined) {
    try {
      return start(options, 0) as Promise<unknown>;
    } catch (error) {
      return Promise.reject(error);
    }
  }
  if (!isSignal(signal)) {
    return Promise.reject(new TypeError(`${name}: expected \`signal\` to be an AbortSignal`));
  }
  return stoppable(start, options!, signal);
}

/** Runs a kernel of this package off this thread, as `begin` does.
 * @throws {NativeUnavailable} through the promise, if there is no binary that loads here */
export function call(kernel: string, options: CallOptions | undefined): Promise<unknown> {
  try {
    return begin(kernel, addon()[kernel] as Start, options);
  } catch (error) {
    return Promise.reject(error);
  }
}

/** Runs a kernel on this thread, with helpers if `threads` is above 1; blocks until it is done. */
export function callSync(kernel: string, options: unknown): unknown {
  return (addon()[`${kernel}Sync`] as Start)(options);
}
