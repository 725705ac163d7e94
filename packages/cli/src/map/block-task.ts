import { taskFrom, type Task } from '@counterpoint/core';
import type { runBlock } from './run-block.ts';

/** What a lane runs. */
export const BLOCK_TASK: Task<typeof runBlock> = taskFrom<typeof runBlock>(
  new URL('./run-block.js', import.meta.url),
  'runBlock',
);
