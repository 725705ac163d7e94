import { TASK, type Task, type TaskFunction, type TaskReference } from './task.ts';

/** What else is known of a task. */
export interface TaskOptions {
  /** Name of the native kernel that computes the same as the function. */
  readonly kernel?: string;
}

/**
 * Makes a task of a function that its own module exports.
 *
 * The function itself is returned with its address attached, so calling it still runs it here.
 * @example export const square = defineTask(import.meta.url, 'square', (n: number) => n ** 2);
 * @param url - the module's own `import.meta.url` (or `pathToFileURL(__filename)` in CommonJS)
 * @param exportName - the name under which the module exports the result
 * @param fn - the function; a lane calls the export of its own copy of the module
 * @throws {TypeError} if the url is not an absolute URL, the name is empty or fn is not a function
 */
export function defineTask<F extends TaskFunction>(
  url: string | URL,
  exportName: string,
  fn: F,
  options: TaskOptions = {},
): Task<F> {
  if (typeof fn !== 'function') {
    throw new TypeError(`defineTask: expected a function as third argument, got ${typeof fn}`);
  }
  const reference = taskReference('defineTask', url, exportName, options);
  Object.defineProperty(fn, TASK, { value: reference });
  return fn as Task<F>;
}

/** Checks an address and freezes it. */
export function taskReference(
  caller: string,
  url: string | URL,
  exportName: string,
  options: TaskOptions = {},
): TaskReference {
  const href = url instanceof URL ? url.href : url;
  if (typeof href !== 'string' || !URL.canParse(href)) {
    throw new TypeError(
      `${caller}: expected an absolute module URL such as import.meta.url, got ${JSON.stringify(href) ?? typeof href}; ` +
        'a path becomes one by pathToFileURL(path)',
    );
  }
  if (typeof exportName !== 'string' || exportName === '') {
    throw new TypeError(
      `${caller}: expected the name of an export, got ${JSON.stringify(exportName) ?? typeof exportName}`,
    );
  }
  if (options.kernel !== undefined && typeof options.kernel !== 'string') {
    throw new TypeError(`${caller}: expected the name of a kernel, got ${typeof options.kernel}`);
  }
  return Object.freeze({
    url: href,
    exportName,
    ...(options.kernel === undefined ? {} : { kernel: options.kernel }),
  });
}
