import type { Kernels } from '@counterpoint/core';
import { kernels, loadKernel } from '@counterpoint/native';
import type { KernelChoice } from './request.ts';

/**
 * Gives the kernels that the native executor runs: one of a shared library, or those of `@counterpoint/native`.
 * @throws {Error} with the codes of loadKernel; with ERR_KERNEL_SYMBOL also for a name that is no kernel of the package
 */
export function kernelsOf({ library, symbol }: KernelChoice): Kernels {
  if (library !== undefined) return { [symbol]: loadKernel(library, symbol) };
  if (Object.hasOwn(kernels, symbol)) return kernels;
  throw Object.assign(
    new Error(`there is no kernel "${symbol}": expected one of ${Object.keys(kernels).join(', ')}`),
    { code: 'ERR_KERNEL_SYMBOL' },
  );
}
