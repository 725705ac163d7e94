/** Where a kernel is slower than its JavaScript twin: node bench/pays.mjs. The least time of many runs each, in
 * microseconds, since other work on the machine only ever adds. The twin runs in this thread, the kernel on the pool. */
import { kernels } from '@counterpoint/native';
import * as twins from '@counterpoint/native/twins';

const doubles = (n) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * 7919));

async function least(run, runs) {
  let leastMs = Infinity;
  for (let i = 0; i < runs; i++) {
    const startMs = performance.now();
    await run();
    leastMs = Math.min(leastMs, performance.now() - startMs);
  }
  return leastMs * 1000;
}

const { sort: sortTwin } = twins;
const rows = [];
async function compare(what, runs, twin, kernel, input) {
  const javascript = await least(twin, runs);
  const one = await least(() => kernels[kernel](input(), { threads: 1 }), runs);
  const two = await least(() => kernels[kernel](input(), { threads: 2 }), runs);
  rows.push({
    what,
    'JavaScript us': javascript.toFixed(1),
    'one thread us': one.toFixed(1),
    'two us': two.toFixed(1),
  });
}

for (const n of [1e3, 1e4, 1e5, 1e7])
  await compare(
    `lcg, n = ${n}`,
    200,
    () => twins.lcg(n),
    'lcg',
    () => ({ n }),
  );
for (const n of [1e5, 1e7])
  await compare(
    `counter, n = ${n}`,
    200,
    () => twins.counter(n),
    'counter',
    () => ({ n }),
  );
for (const n of [1e3, 1e5, 1e6]) {
  const values = doubles(n);
  const fresh = () => ({ values: values.slice() });
  await compare(`sort, ${n} doubles`, 40, () => sortTwin(fresh().values), 'sort', fresh);
}
for (const n of [1e4, 4e6]) {
  const arrays = { a: doubles(n), b: doubles(n), c: doubles(n), s: 3 };
  await compare(
    `triad, ${n} doubles`,
    100,
    () => twins.triad(arrays.a, arrays.b, arrays.c, 3),
    'triad',
    () => arrays,
  );
}
await compare(
  'primes, n = 1e4',
  200,
  () => twins.primes(1e4),
  'primes',
  () => ({ n: 1e4 }),
);
await compare(
  'primes, n = 1e7',
  60,
  () => twins.primes(1e7),
  'primes',
  () => ({ n: 1e7 }),
);
console.table(rows);
