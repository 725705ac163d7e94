import type { ResourceLimits } from 'node:worker_threads';
import type { ExecutorOptions } from '../../executor/options.ts';

/** What a thread's heap may take, as Node wants it told. */
export function heapLimits({ memoryLimitMb, youngGenerationMb }: ExecutorOptions): ResourceLimits {
  return {
    ...(memoryLimitMb === undefined ? {} : { maxOldGenerationSizeMb: memoryLimitMb }),
    ...(youngGenerationMb === undefined ? {} : { maxYoungGenerationSizeMb: youngGenerationMb }),
  };
}
