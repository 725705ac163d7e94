/** Ends 100 workers while their kernels run: node terminate.mjs short|long. The main thread computes, too. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, primes } from '@counterpoint/native';

const jobs = process.argv[2];
const osThreads = () => (process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0);

async function oneWorker(delayMs) {
  const threading = delayMs % 2 === 0 ? 'pool' : 'spawn';
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData: { jobs, threading } });
  await once(worker, 'message');
  await sleep(delayMs);
  await worker.terminate();
}

async function workers(count) {
  for (let started = 0; started < count; started += 4)
    await Promise.all([0, 1, 2, 3].map((i) => oneWorker((started + i) % 13)));
}

await Promise.all([primes({ n: 1e7, threads: 4 }), ...Array.from({ length: 16 }, () => stat('.'))]);
await workers(4); // whatever Node and the pool start once is there after this
const before = osThreads();
const [counted] = await Promise.all([counter({ n: 3e8, threads: 2 }), workers(100)]);
let after = osThreads();
for (let i = 0; i < 100 && after > before; i++) {
  await sleep(20);
  after = osThreads();
}
console.log(JSON.stringify({ counted, leaked: Math.max(0, after - before) }));
