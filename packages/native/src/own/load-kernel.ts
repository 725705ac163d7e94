import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addon } from '../addon.ts';
import { begin } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';

/** What a kernel of your own works on. */
export interface OwnKernelInput {
  /** Items 0 to n - 1: an integer from 0 to 2^53 - 1. */
  readonly n: number;
  /** Items of one piece; the stop flag is looked at between pieces. If not given, there are at most 256 pieces. */
  readonly grain?: number | undefined;
  /** Read by the kernel, in place. */
  readonly in?: ArrayBufferView | undefined;
  /** Written by the kernel, in place. */
  readonly out?: ArrayBufferView | undefined;
  /** Parameters of your own, read by the kernel. */
  readonly data?: ArrayBufferView | undefined;
}

/** Options of a kernel of your own. */
export interface OwnKernelOptions extends CallOptions, OwnKernelInput {}

/** Options of a kernel of your own that blocks. */
export interface OwnKernelSyncOptions extends SyncOptions, OwnKernelInput {}

/** What such a call comes to: `out` itself, or undefined without one. */
export type OwnKernelOutcome<Options extends OwnKernelSyncOptions> = Outcome<
  Options,
  Options extends { out: infer Out } ? Out : undefined
>;

/** A function of a shared library, on the threads of this package. */
export interface OwnKernel {
  /** Runs it off this thread; what `call` gives wins over `options`.
   * @throws {TypeError | RangeError} through the promise, if an option is wrong
   * @throws {Error} through the promise, with the code ERR_KERNEL_FAILED if the kernel returned anything but 0
   * @throws the signal's reason, if it was aborted */
  <const Options extends OwnKernelOptions>(
    options: Options,
    call?: CallOptions,
  ): Promise<OwnKernelOutcome<Options>>;
  /** Runs it on this thread and its helpers; blocks until it is done. */
  readonly sync: <const Options extends OwnKernelSyncOptions>(options: Options) => OwnKernelOutcome<Options>;
  /** The absolute path of its library. */
  readonly path: string;
  readonly symbol: string;
}

/** Loads a kernel from a shared library that includes `counterpoint_kernel.h`. The library stays loaded until the
 * process ends, so a changed file needs another name or another process. It runs with all rights of this process.
 * @param file - path, relative to the working directory, or file: URL
 * @param symbol - the name that was given to COUNTERPOINT_KERNEL
 * @throws {TypeError} if an argument is no string
 * @throws {Error} with the code ERR_KERNEL_LIBRARY for a file that is missing or no library for this machine,
 * ERR_KERNEL_SYMBOL if it has no such kernel, ERR_KERNEL_ABI if it was compiled for another version of the header
 * @throws {NativeUnavailable} if there is no binary of the addon that loads here */
export function loadKernel(file: string | URL, symbol: string): OwnKernel {
  const given = file instanceof URL ? fileURLToPath(file) : file;
  if (typeof given !== 'string' || given === '')
    throw new TypeError(`loadKernel: expected the path of a shared library, got ${kindOf(given)}`);
  if (typeof symbol !== 'string' || symbol === '')
    throw new TypeError(`loadKernel: expected the name of a kernel, got ${kindOf(symbol)}`);
  const library = path.resolve(given);
  if (!existsSync(library)) {
    throw Object.assign(
      new Error(
        `loadKernel: expected a shared library at ${library}, and there is no such file; ` +
          'build one with: counterpoint kernel build <file.cc>',
      ),
      { code: 'ERR_KERNEL_LIBRARY' },
    );
  }
  const native = addon().loadKernel(library, symbol);
  const run = (options: OwnKernelOptions, call?: CallOptions): Promise<unknown> =>
    begin(symbol, native.call, call === undefined ? options : { ...options, ...call });
  return Object.assign(run, {
    sync: native.callSync,
    path: library,
    symbol,
  }) as unknown as OwnKernel;
}

function kindOf(value: unknown): string {
  return value === '' ? 'an empty string' : value === null ? 'null' : typeof value;
}
