import type { Executor } from '../../executor/executor.ts';
import type { ExecutorOptions } from '../../executor/options.ts';
import type { Subject } from '../subject.ts';

/** Runs a test's body with an executor of its own, and closes that whatever happens. */
export function using(
  subject: Subject,
  options: ExecutorOptions,
  body: (executor: Executor) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const executor = subject.create(options);
    try {
      await body(executor);
    } finally {
      await executor.close({ grace: 0 });
    }
  };
}

/** Gives what a promise rejects with; fails if it fulfils. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, got ${String(value)}`);
}

/** Waits some ms. */
export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
