/** The addon's half of a pair: `node bench/fresh.mjs KERNEL THREADS SCALE` times one case and prints the times as JSON. */
import { counterSync } from '../dist/index.js';
import { cases, timedAddon } from './cases.mjs';

const [kernel, threads, scale] = process.argv.slice(2);
const one = cases(Number(scale))[kernel];
// The program, too, is loaded and has its threads before its clock starts.
counterSync({ n: 1000, tasks: Number(threads), threads: Number(threads) });
const { elapsedMs, insideMs, cpuMs } = timedAddon(one, Number(threads));
console.log(JSON.stringify({ elapsedMs, insideMs, cpuMs }));
