import { createExecutor, SUPPORTS, type LocalModel } from '@counterpoint/core';
import { conformance } from '@counterpoint/core/testing';
import { describe, it } from 'vitest';
import { jsKernels } from './js-kernels.ts';

const test = (name: string, body: () => Promise<void>): void => it(name, { timeout: 20_000 }, body);

// The cluster needs a server: test/cluster.
const models = Object.keys(SUPPORTS).filter((model) => model !== 'cluster') as LocalModel[];

for (const model of models) {
  describe(`the executor of the model ${model}`, () => {
    conformance({ test, create: (options) => createExecutor(model, { kernels: jsKernels, ...options }) });
  });
}
