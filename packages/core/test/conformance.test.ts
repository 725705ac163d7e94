import { createExecutor, SUPPORTS, type Model } from '@counterpoint/core';
import { conformance } from '@counterpoint/core/testing';
import { describe, it } from 'vitest';
import { jsKernels } from './js-kernels.ts';

const test = (name: string, body: () => Promise<void>): void => it(name, { timeout: 20_000 }, body);

for (const model of Object.keys(SUPPORTS) as Model[]) {
  describe(`the executor of the model ${model}`, () => {
    conformance({ test, create: (options) => createExecutor(model, { kernels: jsKernels, ...options }) });
  });

  describe(`a view of the executor of the model ${model}`, () => {
    conformance({
      test,
      create: (options) =>
        createExecutor(model, { kernels: jsKernels, ...options }).with({ priority: 1, batch: 7 }),
    });
  });
}
