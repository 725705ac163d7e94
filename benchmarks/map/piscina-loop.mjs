// The loop that one writes by hand: piscina, results in order.
import { createInterface } from 'node:readline';
import { Piscina } from 'piscina';

const pool = new Piscina({
  filename: new URL('work.mjs', import.meta.url).href,
  minThreads: 2,
  maxThreads: 2,
});
const results = [];
for await (const line of createInterface({ input: process.stdin })) results.push(pool.run(JSON.parse(line)));
for (const result of results) process.stdout.write(`${JSON.stringify(await result)}\n`);
await pool.destroy();
