import { addon } from './addon.ts';
import type { CallOptions } from './call-options.ts';
import type { Start } from './surface.ts';

let lastId = 0;

/** The calls that a signal stops: one listener for each signal, however many calls share it. */
interface Stopper {
  readonly ids: Set<number>;
  readonly stop: () => void;
}

const stoppers = new WeakMap<AbortSignal, Stopper>();

function isSignal(value: unknown): value is AbortSignal {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
}

async function stoppable(start: Start, options: CallOptions, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const id = ++lastId;
  const result = start(options, id);
  watch(signal, id);
  try {
    return await result;
  } catch (error) {
    throw (error as { code?: unknown }).code === 'ERR_STOPPED' ? signal.reason : error;
  } finally {
    unwatch(signal, id);
  }
}

function watch(signal: AbortSignal, id: number): void {
  let stopper = stoppers.get(signal);
  if (stopper === undefined) {
    const { cancel } = addon();
    const ids = new Set<number>();
    stopper = { ids, stop: () => ids.forEach((running) => cancel(running)) };
    stoppers.set(signal, stopper);
    signal.addEventListener('abort', stopper.stop, { once: true });
  }
  stopper.ids.add(id);
}

/** A signal that nobody listens to can be collected, also one that would abort in a year. */
function unwatch(signal: AbortSignal, id: number): void {
  const { ids, stop } = stoppers.get(signal)!;
  ids.delete(id);
  if (ids.size > 0) return;
  signal.removeEventListener('abort', stop);
  stoppers.delete(signal);
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
