import { UserError } from '../command/user-error.ts';
import { loadModule } from './load-module.ts';
import { moduleUrl, splitExport } from './user-function.ts';

/**
 * Gives the items of a module: its default export, or the one named after `#`, is an (async) iterable or a function that returns one.
 * @param typed - `./items.mjs` or `./items.mjs#name`
 * @throws {UserError} if there is no such module or export, or it is nothing to iterate
 */
export async function inputModule(typed: string): Promise<Iterable<unknown> | AsyncIterable<unknown>> {
  const [path, name = 'default'] = splitExport(typed);
  const exports = await loadModule(moduleUrl(path), path);
  if (!exports.has(name)) {
    throw new UserError(
      `${path} exports no "${name}": it exports ${[...exports.keys()].join(', ') || 'nothing'}`,
    );
  }
  const found = exports.get(name);
  const items: unknown = typeof found === 'function' ? await (found as () => unknown)() : found;
  if (isIterable(items)) return items;
  throw new UserError(
    `${typed}: expected an iterable, an async iterable or a function that returns one, got ${typeof items}`,
  );
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)
  );
}
