import { createExecutor } from '@counterpoint/core';
import { conformance } from '@counterpoint/core/testing';
import { kernels } from '@counterpoint/native';
import { describe, it } from 'vitest';

const test = (name: string, body: () => Promise<void>): void => it(name, { timeout: 20_000 }, body);

describe('the native executor over the kernels that were handed in', () => {
  conformance({ test, create: (options) => createExecutor('native', { ...options, kernels }) });
});

describe('the native executor over the kernels that the import announced', () => {
  conformance({ test, create: (options) => createExecutor('native', options).with({ priority: 1 }) });
});
