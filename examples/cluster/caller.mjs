// COUNTERPOINT_CONNECTION=redis://127.0.0.1 node caller.mjs, with at least one worker:
// counterpoint worker --queue primes --tasks ./tasks.mjs
import { createExecutor } from '@counterpoint/core';
import { countPrimes } from './tasks.mjs';

const connection = process.env.COUNTERPOINT_CONNECTION ?? 'redis://127.0.0.1';
const pool = createExecutor('cluster', { connection, queue: 'primes' }); // change this line, and nothing else
console.log(await pool.map(countPrimes, [10_000, 20_000, 30_000, 40_000]));
await pool.close();
