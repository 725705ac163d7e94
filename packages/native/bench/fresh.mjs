/** The addon's half of a pair: `node bench/fresh.mjs KERNEL THREADS SCALE MEMORY` times one case for each line on stdin and
 * prints the times as JSON: by the wall and by the processors, and `insideMs`, what the addon's own clock in C++ says. */
import { readSync } from 'node:fs';
import { counterSync } from '../dist/index.js';
import { cases, timed } from './cases.mjs';
import { moveToPages } from './pages.mjs';

const [kernel, threads, scale, memory] = process.argv.slice(2);
const one = cases(Number(scale))[kernel];
// The program, too, is loaded and has its threads before its clock starts.
counterSync({ n: 1000, tasks: Number(threads), threads: Number(threads) });
const { run, refill } = one.prepare((made) => moveToPages(made, memory));
let insideMs = 0;
const work = () => {
  insideMs += run({ threads: Number(threads), detail: true }).elapsedMs;
};
timed({ warm: one.warm, repeat: 0 }, work, refill);
// A line is a byte: nothing else is written to it.
for (const line = Buffer.alloc(1); readSync(0, line) === 1;) {
  insideMs = 0;
  const times = timed({ repeat: one.repeat }, work, refill);
  console.log(JSON.stringify({ ...times, insideMs }));
}
