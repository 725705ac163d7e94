// What a job does to its process reaches the caller as an error, and nobody else.
import { createExecutor } from '@counterpoint/core';
import { countPrimes, crash } from './tasks.mjs';

const pool = createExecutor('processes', { concurrency: 2 });
const [lost, count] = await Promise.allSettled([pool.submit(crash), pool.submit(countPrimes, 10_000)]);
console.log(`${lost.reason.name} exit code ${lost.reason.exitCode}`);
console.log(count.value);
await pool.close();
