import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programPath } from './paths.ts';
import { runCommand } from './run-command.ts';

/** A program of this machine, or what to install to have it. */
export type Tool =
  | { readonly state: 'found'; readonly command: string; readonly version: string; readonly name?: string }
  | { readonly state: 'missing'; readonly reason: string };

/** Asks a Python for its version and the state of its lock. */
const PYTHON_FACTS =
  'import platform,sys,sysconfig;free=sysconfig.get_config_var("Py_GIL_DISABLED");' +
  'print(platform.python_implementation(), platform.python_version(), "GIL "+("off" if free and not sys._is_gil_enabled() else "on"))';

/**
 * Finds a Python.
 * @param install - the Debian package that has it
 */
export async function findPython(
  signal: AbortSignal,
  command: string = process.env['PYTHON'] ?? 'python3',
  install = 'python3',
): Promise<Tool> {
  const outcome = await runCommand(command, ['-c', PYTHON_FACTS], { signal });
  const [, implementation, version, lock] = /^(\w+) (\S+) (GIL \w+)/.exec(outcome.stdout) ?? [];
  if (outcome.exitCode === 0 && version !== undefined)
    return { state: 'found', command, version: `${version} (${lock})`, name: implementation ?? 'Python' };
  return { state: 'missing', reason: `${command} was not found: install ${install}` };
}

/** Finds another runtime of JavaScript by its command. */
export async function findRuntime(signal: AbortSignal, command: string, install: string): Promise<Tool> {
  const outcome = await runCommand(command, ['--version'], { signal });
  const version = /\d+\.\d+\.\d+/.exec(outcome.stdout)?.[0];
  if (outcome.exitCode === 0 && version !== undefined) return { state: 'found', command, version };
  return { state: 'missing', reason: `${command} was not found: ${install}` };
}

/** Finds a C++ compiler: `$CXX`, else `g++`. */
export async function findCompiler(signal: AbortSignal): Promise<Tool> {
  const command = process.env['CXX'] ?? 'g++';
  const outcome = await runCommand(command, ['--version'], { signal });
  const version = /\d+\.\d+(?:\.\d+)?/.exec(outcome.stdout.split('\n')[0] ?? '')?.[0];
  if (outcome.exitCode === 0) return { state: 'found', command, version: version ?? 'unknown' };
  return { state: 'missing', reason: `${command} was not found: install g++ (or name a compiler in CXX)` };
}

/**
 * Builds a program of `programs/cpp`, or finds it built by the same compiler from the same source.
 * @returns the path of the executable
 * @throws {Error} with the compiler's words, if it does not compile
 */
export async function compile(
  compiler: Extract<Tool, { state: 'found' }>,
  source: string,
  flags: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const file = programPath('cpp', source);
  const harness = programPath('cpp', 'workloads', 'harness.hpp');
  const key = createHash('sha256')
    .update([compiler.command, compiler.version, ...flags].join(' '))
    .update(readFileSync(file))
    .update(readFileSync(harness))
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(tmpdir(), `counterpoint-programs-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, `${path.basename(source, '.cpp')}-${key}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  const outcome = await runCommand(compiler.command, [...flags, '-pthread', file, '-o', partial], { signal });
  if (outcome.exitCode !== 0)
    throw new Error(`${source} does not compile: ${outcome.stderr.trim().slice(0, 400)}`);
  renameSync(partial, target);
  return target;
}
