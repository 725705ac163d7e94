// Your C++ against your JavaScript: counterpoint kernel build collatz.cc && node compare.mjs
import { effectiveCores, loadKernel } from '@counterpoint/native';
import { collatz } from './collatz.mjs';

const n = 300_000;

const kernel = loadKernel(new URL('collatz.so', import.meta.url), 'collatz');
const out = new Uint16Array(n);
const expected = new Uint16Array(n);

const startMs = performance.now();
collatz({ n, out: expected });
console.log(`JavaScript       ${(performance.now() - startMs).toFixed(0)} ms`);

for (const threads of new Set([1, effectiveCores()])) {
  const { elapsedMs } = await kernel({ n, out, threads, detail: true });
  console.log(`C++, ${threads} thread(s)  ${elapsedMs.toFixed(0)} ms`);
}
const same = out.every((steps, i) => steps === expected[i]);
console.log(same ? 'same result' : 'DIFFERENT RESULT');
process.exitCode = same ? 0 : 1;
