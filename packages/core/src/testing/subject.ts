import type { Executor } from '../executor/executor.ts';
import type { ExecutorOptions } from '../executor/options.ts';

/** How the suite registers a test; `test` of node:test, vitest and others fits. */
export type RegisterTest = (name: string, body: () => Promise<void>) => unknown;

/** What is to be tested. */
export interface Subject {
  readonly test: RegisterTest;
  /** Makes the executor under test; the suite closes it. */
  create(options?: ExecutorOptions): Executor;
}
