/** Workers that run random kernels and are ended at random moments, as fast as they come:
 *   node test/stress/main.mjs [--seconds 60] [--workers 32] [--seed 1]
 * Ends with 0 if no result was wrong, nothing crashed, and threads and memory came back. */
import { readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { primes } from '@counterpoint/native';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    workers: { type: 'string', default: '32' },
    seed: { type: 'string', default: String(process.pid) },
  },
});
const seconds = Number(values.seconds);
const count = Number(values.workers);
let seed = Number(values.seed);
const LIFE_MS = 4000; // at most so long, on average half of it, lives a worker
const counts = new Int32Array(new SharedArrayBuffer(12));
let ended = 0;

const osThreads = () => (process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0);
const rssMb = () => process.memoryUsage().rss / 2 ** 20;

function start() {
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {
    workerData: { seed: (seed = (Math.imul(seed, 69069) + 1) | 0), counts },
  });
  worker.on('error', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  return worker;
}

/** Runs all workers, ending one after the other, and ends them all. */
async function phase(durationMs) {
  const workers = Array.from({ length: count }, start);
  const goal = counts[0] + 10; // a machine with much else to do may need longer
  const endMs = performance.now() + durationMs;
  for (let victim = 0; performance.now() < endMs || counts[0] < goal; victim = (victim + 1) % count) {
    await sleep(Math.abs(seed) % (LIFE_MS / count));
    const old = workers[victim];
    workers[victim] = start();
    await old.terminate();
    ended++;
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  ended += count;
  for (let waits = 0; waits < 100 && osThreads() > started; waits++) await sleep(50); // until the system has them back
  globalThis.gc?.();
}

// The pools of the addon and of libuv start here, so that they are no leak later.
await Promise.all([primes({ n: 1e7, threads: 5 }), ...Array.from({ length: 16 }, () => stat('.'))]);
const started = osThreads();
await phase(seconds * 250); // what Node, the pools and the allocator keep for themselves, they keep after this
const earlyMb = rssMb();
await phase(seconds * 750);
const lateMb = rssMb();
const threads = osThreads();

const [finished, aborted, wrong] = counts;
console.log(
  `${finished} calls finished, ${aborted} aborted, ${wrong} wrong; ${ended} workers ended; ` +
    `threads ${started} -> ${threads}; memory ${earlyMb.toFixed(0)} -> ${lateMb.toFixed(0)} MiB`,
);
if (wrong > 0 || threads > started || lateMb > earlyMb * 1.3 + 30) {
  console.error('stress: failed');
  process.exitCode = 1;
}
