// Closes its executor a while after its only result; tells of both.
import { createExecutor, taskFrom } from '@counterpoint/core';

const [options] = JSON.parse(process.argv[2]);
const pool = createExecutor('cluster', options);
console.log(await pool.submit(taskFrom(new URL('tasks.mjs', import.meta.url), 'square'), 7));
await new Promise((resolve) => setTimeout(resolve, 300));
await pool.close();
console.log('closed');
