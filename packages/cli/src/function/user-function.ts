import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TASK, taskFrom, type Task, type TaskFunction } from '@counterpoint/core';
import type { OptionSpec } from '../command/command.ts';
import { UserError } from '../command/user-error.ts';
import { loadModule } from './load-module.ts';

/** How a command line names a function. */
export interface FunctionChoice {
  /** Path or URL of a module, and after a `#` the name of an export: `./sort.mjs#merge`. */
  readonly module?: string;
  /** Name of the export; default: the default export, or the only function. */
  readonly task?: string;
  /** Source of a function, instead of a module. */
  readonly eval?: string;
}

/** A function of the user's, loaded and checked. */
export interface UserFunction {
  /** What executors run. */
  readonly task: Task;
  /** The same function, in this process. */
  readonly fn: TaskFunction;
  /** For people: `resize of ./resize.mjs`, or the source. */
  readonly label: string;
  /** Absolute URL of its module; `data:` for a source. */
  readonly url: string;
  readonly exportName: string;
  /** The native kernel that its task names, if it is a task and names one. */
  readonly kernel?: string;
}

/** The options that choose a function, for every command that takes one. */
export const FUNCTION_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '-t, --task <name>',
    summary:
      'the export to call, as ./file.mjs#name does (default: the default export, or the only function)',
  },
  { flags: '-e, --eval <source>', summary: "a function instead of a module: -e 'x => x * 2'" },
];

/**
 * Loads the function that a command line names.
 *
 * Its module runs here once, so that a mistake is told before any lane starts.
 * @throws {UserError} if there is no such file, export or function, or its source does not parse
 */
export async function userFunction(choice: FunctionChoice): Promise<UserFunction> {
  if (choice.eval !== undefined) return fromSource(choice.eval);
  if (choice.module === undefined) {
    throw new UserError("expected a module that exports a function, or -e 'x => x * 2'");
  }
  const [module, named] = splitExport(choice.module);
  const url = moduleUrl(module);
  const exports = await loadModule(url, module);
  const exportName = chooseExport(exports, module, choice.task ?? named);
  const fn = exports.get(exportName) as TaskFunction;
  const label = exportName === 'default' ? module : `${exportName} of ${module}`;
  const kernel = (fn as Partial<Task>)[TASK]?.kernel;
  return {
    task: taskFrom(url, exportName),
    fn,
    label,
    url,
    exportName,
    ...(kernel === undefined ? {} : { kernel }),
  };
}

/** Splits `./file.mjs#name` into path and name; a file whose own name has a `#` is a path. */
export function splitExport(typed: string): readonly [module: string, name: string | undefined] {
  const at = typed.lastIndexOf('#');
  return at < 1 || isUrl(typed) || existsSync(resolve(typed))
    ? [typed, undefined]
    : [typed.slice(0, at), typed.slice(at + 1)];
}

/**
 * Turns what the user typed into the URL of a module.
 * @throws {UserError} if there is no such file
 */
export function moduleUrl(typed: string): string {
  if (isUrl(typed)) return typed;
  const path = resolve(typed);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(`there is no file "${typed}": expected the path of a module`);
  if (found.isDirectory())
    throw new UserError(`"${typed}" is a folder: expected the path of a module, such as ./resize.mjs`);
  return pathToFileURL(path).href;
}

function isUrl(typed: string): boolean {
  return /^(file|data|node):/.test(typed);
}

async function fromSource(source: string): Promise<UserFunction> {
  const url = `data:text/javascript,${encodeURIComponent(`export default (\n${source}\n);`)}`;
  const exports = await loadModule(url, '-e');
  const fn = exports.get('default');
  if (typeof fn !== 'function') {
    throw new UserError(`-e: expected a function such as 'x => x * 2', got ${typeof fn} from: ${source}`);
  }
  return {
    task: taskFrom(url, 'default'),
    fn: fn as TaskFunction,
    label: source,
    url,
    exportName: 'default',
  };
}

/** @throws {UserError} */
function chooseExport(
  exports: ReadonlyMap<string, unknown>,
  module: string,
  wanted: string | undefined,
): string {
  const names = [...exports].filter(([, value]) => typeof value === 'function').map(([name]) => name);
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    const got = exports.has(wanted) ? `a ${typeof exports.get(wanted)}` : 'nothing';
    throw new UserError(`${module} exports no function "${wanted}" (got ${got}): ${listed(names)}`);
  }
  if (names.includes('default')) return 'default';
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) throw new UserError(`${module}: ${listed(names)}`);
  throw new UserError(`${module} exports several functions: choose one by --task: ${names.join(', ')}`);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'it exports no function' : `it exports ${names.join(', ')}`;
}
