/** What the pool saves over threads that are made for each call, and how soon a kernel sees that it is to stop:
 *   node bench/threading.mjs [--json]
 * Pool and spawn take turns, round by round; ratios are taken within a round. About 40 s. */
import { kernels } from '@counterpoint/native';

const json = process.argv.includes('--json');
const sorted = (values) => values.toSorted((a, b) => a - b);
const quantile = (values, q) => sorted(values)[Math.min(values.length - 1, Math.floor(q * values.length))];

/** Median of the mean time of `calls` calls one after another, in microseconds, for either threading; and their ratio. */
async function compare(kernel, input, calls, rounds) {
  const times = { pool: [], spawn: [] };
  for (let round = 0; round < rounds + 3; round++) {
    const order = round % 2 === 0 ? ['pool', 'spawn'] : ['spawn', 'pool'];
    for (const threading of order) {
      const startMs = performance.now();
      for (let call = 0; call < calls; call++) await kernels[kernel](input, { threading });
      if (round >= 3) times[threading].push(((performance.now() - startMs) * 1000) / calls);
    }
  }
  const ratios = times.spawn.map((us, round) => us / times.pool[round]);
  return {
    kernel,
    threads: input.threads,
    n: input.n,
    poolUs: quantile(times.pool, 0.5),
    spawnUs: quantile(times.spawn, 0.5),
    spawnOverPool: [0.5, 0.1, 0.9].map((q) => quantile(ratios, q)),
  };
}

/** How long after abort() a running call rejects, in ms; and how much its two threads still worked, which does not depend
 * on what else the machine does. */
async function latency(kernel, input, runs) {
  const delays = [];
  const worked = [];
  for (let run = 0; run < runs; run++) {
    const controller = new AbortController();
    let abortedMs = 0;
    let aborted;
    const ended = kernels[kernel](input(), { threads: 2, signal: controller.signal }).then(
      () => undefined,
      () => {
        delays.push(performance.now() - abortedMs);
        const { user, system } = process.cpuUsage(aborted);
        worked.push((user + system) / 1000 / 2);
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 10 + (run % 10)));
    aborted = process.cpuUsage();
    abortedMs = performance.now();
    controller.abort();
    await ended;
  }
  return {
    kernel,
    runs: delays.length,
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    workP50: quantile(worked, 0.5),
    workMax: Math.max(...worked),
  };
}

const doubles = (n) => Float64Array.from({ length: n }, (_, i) => (i * 7919) % n);
const side = 1500;
const matrix = () => new Float64Array(side * side);
const long = {
  counter: () => ({ n: 2 ** 50 }),
  lcg: () => ({ n: 2 ** 50 }),
  sum: () => ({ n: 2 ** 32, tasks: 1000 }),
  primes: () => ({ n: 1e12 }),
  monteCarloPi: () => ({ n: 2 ** 50 }),
  mandelbrot: () => ({ out: new Uint16Array(2048 * 2048), width: 2048, height: 2048, limit: 65535 }),
  matmul: () => ({ a: matrix(), b: matrix(), out: matrix(), rows: side, inner: side, columns: side }),
  sort: () => ({ values: doubles(4e6) }),
};

const calls = [];
for (const threads of [1, 2, 4]) {
  calls.push(await compare('counter', { n: 1000, tasks: threads, threads }, 200, 20));
  calls.push(await compare('counter', { n: 1_000_000, tasks: threads, threads }, 20, 20));
}
calls.push(await compare('primes', { n: 10_000_000, threads: 2 }, 2, 20));
const aborts = [];
for (const [kernel, input] of Object.entries(long)) aborts.push(await latency(kernel, input, 30));

if (json) console.log(JSON.stringify({ node: process.version, calls, aborts }));
else {
  console.table(
    calls.map(({ spawnOverPool: [middle, low, high], poolUs, spawnUs, ...rest }) => ({
      ...rest,
      'pool us': poolUs.toFixed(1),
      'spawn us': spawnUs.toFixed(1),
      'spawn / pool': `${middle.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`,
    })),
  );
  console.table(
    aborts.map(({ p50, p99, workP50, workMax, ...rest }) => ({
      ...rest,
      'p50 ms': p50.toFixed(2),
      'p99 ms': p99.toFixed(2),
      'work of a thread p50 ms': workP50.toFixed(2),
      'max ms': workMax.toFixed(2),
    })),
  );
}
