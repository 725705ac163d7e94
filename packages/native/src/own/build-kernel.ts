import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../addon.ts';

/** The folder of `counterpoint_kernel.h`, for a compiler's -I. */
export const includeDirectory: string = path.join(packageRoot, 'include');

/** How a kernel is built. */
export interface BuildKernelOptions {
  /** Where the shared library goes; if not given, beside the source, with the system's suffix. */
  readonly out?: string | undefined;
  /** The compiler; if not given, $CXX or c++, and for a .c file $CC or cc: those may have arguments, as in `ccache g++`. */
  readonly compiler?: string | undefined;
  /** Further flags, after ours, so that they win. */
  readonly flags?: readonly string[] | undefined;
}

/** A library that was built. */
export interface BuiltKernel {
  /** Absolute path of the shared library. */
  readonly path: string;
  /** The command that made it. */
  readonly command: readonly string[];
  /** What the compiler warned of; '' if nothing. */
  readonly warnings: string;
}

/** Those of CMakeLists.txt, so that your kernel is compared on equal terms. */
const FLAGS = ['-O2', '-DNDEBUG', '-Wall', '-Wextra', '-falign-loops=64', '-fvisibility=hidden'];

const suffixes: Partial<Record<NodeJS.Platform, string>> = { win32: '.dll', darwin: '.dylib' };

/** Compiles a C or C++ source to a shared library that `loadKernel` takes, with the flags of this package's own kernels.
 * The compiler must understand the options of g++ or clang++ (on Windows: MinGW or clang, not cl).
 * @throws {Error} through the promise, with the code ERR_KERNEL_SOURCE if the file is missing or has another suffix,
 * ERR_NO_COMPILER if the compiler cannot be run, ERR_KERNEL_BUILD with the compiler's messages if it fails */
export async function buildKernel(source: string, options: BuildKernelOptions = {}): Promise<BuiltKernel> {
  const file = path.resolve(source);
  const extension = path.extname(file);
  const isC = extension === '.c';
  if (!existsSync(file)) throw coded('ERR_KERNEL_SOURCE', `there is no file ${file}`);
  if (!isC && !['.cc', '.cpp', '.cxx'].includes(extension))
    throw coded('ERR_KERNEL_SOURCE', `expected a .cc, .cpp, .cxx or .c file, got ${file}`);
  const suffix = suffixes[process.platform] ?? '.so';
  const out = path.resolve(options.out ?? file.slice(0, -extension.length) + suffix);
  const named = (isC ? process.env['CC'] : process.env['CXX'])?.trim() || (isC ? 'cc' : 'c++');
  // A path may have spaces itself.
  const words = existsSync(named) ? [named] : named.split(/\s+/);
  const compiler = options.compiler === undefined ? words : [options.compiler];
  const command = [
    ...compiler,
    isC ? '-std=c11' : '-std=c++20',
    ...FLAGS,
    ...(process.platform === 'win32' ? ['-shared', '-static'] : ['-shared', '-fPIC']),
    ...(options.flags ?? []),
    '-I',
    includeDirectory,
    '-o',
    out,
    file,
  ];
  return { path: out, command, warnings: await compile(command, isC ? 'CC' : 'CXX') };
}

/** Runs the compiler; gives what it wrote to stderr.
 * @param variable - of the environment, that may name another */
async function compile([compiler, ...args]: readonly string[], variable: string): Promise<string> {
  const child = spawn(compiler as string, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (messages += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(
        coded(
          'ERR_NO_COMPILER',
          `the compiler ${compiler} could not be run (${cause.message}); install one (Debian: apt-get install g++) or name it by ${variable}`,
        ),
      ),
    );
    child.on('close', resolve);
  });
  if (status !== 0) throw coded('ERR_KERNEL_BUILD', `${compiler} failed:\n${messages.trimEnd()}`);
  return messages.trimEnd();
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(`kernel build: ${message}`), { code });
}
