import { call } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import * as all from './all.ts';

/** A kernel by name: takes its options as one object, resolves to its value. */
export type Kernel = (options: object, call?: CallOptions) => Promise<unknown>;

/** The names of all kernels, in alphabetical order. */
export const kernelNames: readonly string[] = Object.keys(all)
  .filter((name) => !name.endsWith('Sync'))
  .toSorted();

/** All kernels by name, for whoever runs work that names its kernel: `kernels.primes({ n: 1e6 }, { threads, signal })`
 * resolves to what `primes({ n: 1e6, threads, signal })` does. What the second object gives wins. */
export const kernels: Readonly<Record<string, Kernel>> = Object.fromEntries(
  kernelNames.map((name): [string, Kernel] => [
    name,
    (options, callOptions) => call(name, { ...options, ...callOptions }),
  ]),
);

/** Where an executor that does not know this package looks for kernels; the first copy that was loaded stays. */
const ANNOUNCED = Symbol.for('counterpoint.kernels');
(globalThis as { [ANNOUNCED]?: typeof kernels })[ANNOUNCED] ??= kernels;
