// A map that goes on after a failure, and gives each item's outcome in its place.
import { createExecutor } from '@counterpoint/core';
import { countPrimes } from './tasks.mjs';

const pool = createExecutor('processes', { concurrency: 2 });
for (const outcome of await pool.map(countPrimes, [10_000, -1, 1000], { settle: true })) {
  console.log(outcome.state, outcome.state === 'fulfilled' ? outcome.value : String(outcome.reason));
}
await pool.close();
