import { taskReference, type TaskOptions } from './define-task.ts';
import { loadTask } from './load-task.ts';
import { LOADS } from './local-function.ts';
import { TASK, type Task, type TaskFunction } from './task.ts';

/** The exports of a module that are functions. */
export type FunctionExports<M> = { [K in keyof M as M[K] extends TaskFunction ? K : never]: M[K] };

/**
 * Makes a task of an export of a module that needs no change.
 *
 * Typed by the module: `taskFrom<typeof import('./resize.js'), 'resize'>(url, 'resize')`, or by the function:
 * `taskFrom<(path: string) => Promise<number>>(url, 'resize')`. Calling the result loads the module here,
 * so here it always returns a promise.
 * @param url - absolute URL of an ES module, a CommonJS module or a `data:` module
 * @param exportName - name of the exported function; `default` for a default export or `module.exports = fn`
 * @throws {TypeError} if the url is not an absolute URL or the name is empty
 */
export function taskFrom<F extends TaskFunction>(
  url: string | URL,
  exportName: string,
  options?: TaskOptions,
): Task<F>;
/** Makes a task of an export of a module whose type is known: the name is checked against it. */
export function taskFrom<M extends object, K extends keyof FunctionExports<M> & string>(
  url: string | URL,
  exportName: K,
  options?: TaskOptions,
): Task<Extract<M[K], TaskFunction>>;
export function taskFrom(url: string | URL, exportName: string, options: TaskOptions = {}): Task {
  const reference = taskReference('taskFrom', url, exportName, options);
  const task = async (...args: unknown[]): Promise<unknown> => {
    const fn = await loadTask(reference);
    return fn(...args);
  };
  Object.defineProperties(task, { [TASK]: { value: reference }, [LOADS]: { value: true } });
  return task as unknown as Task;
}
