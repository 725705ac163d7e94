// The same, but for the guard.
import { fileURLToPath } from 'node:url';
import { createExecutor, defineTask } from '@counterpoint/core';

export const twice = defineTask(import.meta.url, 'twice', (n) => n * 2);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pool = createExecutor(process.env.MODEL);
  console.log(await pool.map(twice, [1, 2, 3]));
}
