import { createExecutor, defineTask } from '@counterpoint/core';

/** Asks a lane of its own, and that one again, as often as it is told; gives how often that went well. */
export const deeper = defineTask(import.meta.url, 'deeper', async (model, times) => {
  if (times === 0) return 0;
  const pool = createExecutor(model, { concurrency: 1 });
  try {
    return 1 + (await pool.submit(deeper, model, times - 1));
  } finally {
    await pool.close();
  }
});
