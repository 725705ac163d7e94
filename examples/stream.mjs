// An endless input, results as a stream: no more is pulled than is consumed, but for the window.
import { createExecutor } from '@counterpoint/core';
import { countPrimes } from './tasks.mjs';

let pulled = 0;
function* powersOfTen() {
  for (let n = 10; ; n *= 10) yield (pulled++, n);
}
const pool = createExecutor('threads', { concurrency: 2 });
const counts = [];
for await (const count of pool.map(countPrimes, powersOfTen(), { window: 2 })) {
  if (counts.push(count) === 4) break; // ends the map, closes the input, gives up what is under way
}
console.log(counts.join(', '));
console.log(`pulled ${pulled} of an endless input`);
await pool.close({ grace: 0 });
