import type { KernelCall, Kernels } from '@counterpoint/core';

/** Stands in for the addon, which core does not know; bench runs the same suite over the real one. */
export const jsKernels: Kernels = {
  counter: async (input: object, { signal }: KernelCall = {}) => {
    const { n } = input as { n: number };
    if (n < 0) throw new RangeError(`counter: expected n from 0, got ${n}`);
    if (n > 1e9)
      await new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason as Error)),
      );
    return n;
  },
  // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
  sort: (input: object) => Promise.resolve((input as { values: Float64Array }).values.sort()),
};
