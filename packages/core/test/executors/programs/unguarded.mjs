// A script whose task is its own: each lane that loads it would run all of it again.
import { createExecutor, defineTask } from '@counterpoint/core';

export const twice = defineTask(import.meta.url, 'twice', (n) => n * 2);

const pool = createExecutor(process.env.MODEL);
console.log(await pool.map(twice, [1, 2, 3]));
