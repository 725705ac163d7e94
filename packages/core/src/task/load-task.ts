import { TaskNotFound } from '../errors/executor-error.ts';
import type { TaskFunction, TaskReference } from './task.ts';

/**
 * Loads the function that a reference names.
 * @throws {TaskNotFound} if the module cannot be loaded, or has no such function; `cause` is the loader's error
 */
export async function loadTask(reference: TaskReference): Promise<TaskFunction> {
  const { url, exportName } = reference;
  let module: Record<string, unknown>;
  try {
    module = (await import(url)) as Record<string, unknown>;
  } catch (cause) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new TaskNotFound(
      `the module of task "${exportName}" could not be loaded from ${shortUrl(url)} (${why})${adviceFor(cause)}`,
      { cause },
    );
  }
  const found = pick(module, exportName);
  if (typeof found === 'function') return found as TaskFunction;
  const names = Object.keys(module).filter((name) => typeof module[name] === 'function');
  throw new TaskNotFound(
    `${shortUrl(url)} does not export a function "${exportName}" (got ${typeof found}); ` +
      (names.length === 0 ? 'it exports no function' : `it exports ${names.join(', ')}`),
  );
}

/** CommonJS exports that Node could not see statically, and its `exports.default`, are only found on the default export. */
function pick(module: Record<string, unknown>, exportName: string): unknown {
  const whole = module['default'];
  if (exportName in module && (exportName !== 'default' || typeof whole === 'function'))
    return module[exportName];
  if (typeof whole === 'object' && whole !== null && Object.hasOwn(whole, exportName)) {
    return (whole as Record<string, unknown>)[exportName];
  }
  return undefined;
}

/** A TypeScript runner's hooks reach child processes, by their flags, and on some versions of Node no worker thread. */
function adviceFor(cause: unknown): string {
  const { code = '', message = '' } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  if (code !== 'ERR_UNKNOWN_FILE_EXTENSION' || !/\.[cm]?tsx?\b/.test(message)) return '';
  return '; Node >= 22.18 strips types by itself; with a TypeScript runner on an older one use processes, or compile the module';
}

/** A data: URL carries its whole source; an error message needs only its beginning. */
function shortUrl(url: string): string {
  return url.length > 200 ? `${url.slice(0, 80)}…` : url;
}
