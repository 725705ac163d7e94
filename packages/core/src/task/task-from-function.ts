import { taskFrom } from './task-from.ts';
import type { Task, TaskFunction } from './task.ts';

/**
 * Makes a task of a function's own source text, for small functions that need no module.
 *
 * The source travels, not the closure: the function sees its arguments and Node's globals, nothing around it.
 * It may `await import()` built-in modules and packages by absolute URL. Calling the task here runs it at once.
 * @example await pool.map(taskFromFunction((n: number) => n ** 2), [1, 2, 3])
 * @throws {TypeError} if fn is not a function, or is native, bound or a method whose source does not stand alone
 */
export function taskFromFunction<F extends TaskFunction>(
  fn: F,
): Task<(...args: Parameters<F>) => ReturnType<F>> {
  const source = typeof fn === 'function' ? String(fn) : undefined;
  if (source === undefined || source.includes('[native code]') || !standsAlone(source)) {
    throw new TypeError(
      `taskFromFunction: expected a function or arrow function written in JavaScript, got ${source === undefined ? typeof fn : source.slice(0, 60)}; ` +
        'export it from a module and use defineTask or taskFrom instead',
    );
  }
  const module = `data:text/javascript,${encodeURIComponent(`export default (${source});`)}`;
  return taskFrom<F>(module, 'default') as unknown as Task<(...args: Parameters<F>) => ReturnType<F>>;
}

/** A method's source (`name() {…}`) is no expression. */
function standsAlone(source: string): boolean {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- parses the caller's own function, never runs it
    return typeof new Function(`return (${source});`) === 'function';
  } catch {
    return false;
  }
}
