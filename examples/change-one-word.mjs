import { createExecutor } from '@counterpoint/core';
import { countPrimes } from './tasks.mjs';

for (const model of ['inline', 'async', 'threads', 'processes']) {
  const pool = createExecutor(model);
  console.log(model, await pool.map(countPrimes, [1_000, 10_000, 100_000]));
  await pool.close();
}
