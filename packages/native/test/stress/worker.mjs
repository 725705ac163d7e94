/** One worker of the stress test: random kernels with random options, some aborted, each result checked. */
import { workerData } from 'node:worker_threads';
import { kernels } from '@counterpoint/native';

const { seed, counts } = workerData; // counts: Int32Array on shared memory: finished, aborted, wrong
const FINISHED = 0;
const ABORTED = 1;
const WRONG = 2;

let state = seed;
/** A whole number from 0 to limit - 1. */
const below = (limit) => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return (state >>> 8) % limit;
};

const doubles = (length) => Float64Array.from({ length }, () => below(1000) - 500);

/** Kernels: what to call, and what must hold of the value. */
const works = [
  () => {
    const n = below(300_000);
    return ['counter', { n }, (value) => value === n];
  },
  () => {
    const n = below(300_000);
    return ['sum', { n, tasks: 3 }, (value) => value.every((total) => total === (n * (n - 1)) / 2)];
  },
  () => ['lcg', { n: below(300_000), seed: 5 }, (value) => Number.isInteger(value)],
  () => ['primes', { n: 1_000_000 }, (value) => value === 78_498],
  () => ['monteCarloPi', { n: 1 + below(100_000) }, (value) => value >= 0 && value <= 4],
  () => {
    const values = doubles(below(60_000));
    return ['sort', { values }, () => values.every((value, i) => i === 0 || values[i - 1] <= value)];
  },
  () => {
    const out = new Uint16Array(64 * 64);
    return ['mandelbrot', { out, width: 64, height: 64, limit: 200 }, () => out[32 * 64 + 45] > 0];
  },
  () => {
    const b = doubles(below(20_000));
    const a = new Float64Array(b.length);
    return ['triad', { a, b, c: b, s: 2 }, () => a.every((value, i) => value === 3 * b[i])];
  },
  () => {
    const side = below(60);
    const a = doubles(side * side);
    const one = Float64Array.from({ length: side * side }, (_, i) => (i % (side + 1) === 0 ? 1 : 0));
    const out = new Float64Array(side * side);
    const shape = { rows: side, inner: side, columns: side };
    return ['matmul', { a, b: one, out, ...shape }, () => out.every((value, i) => value === a[i])];
  },
  () => ['counter', { n: 2 ** 50 }, () => false, 1 + below(20)], // only an abort ends it
];

async function once() {
  const [kernel, input, holds, mustAbort] = works[below(works.length)]();
  const signal = mustAbort || below(3) === 0 ? AbortSignal.timeout(mustAbort ?? below(10)) : undefined;
  const options = {
    threads: 1 + below(5),
    threading: ['pool', 'spawn'][below(2)],
    schedule: ['static', 'dynamic', undefined][below(3)],
    ...(signal && { signal }),
  };
  try {
    const value = await kernels[kernel](input, options);
    Atomics.add(counts, holds(value) ? FINISHED : WRONG, 1);
  } catch (error) {
    Atomics.add(counts, error === signal?.reason ? ABORTED : WRONG, 1);
    if (error !== signal?.reason) console.error(error);
  }
}

for (;;) await Promise.all([once(), once(), once()]);
