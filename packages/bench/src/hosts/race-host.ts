import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { serveLines } from './serve-lines.ts';

// Lets threads add to one counter: `{ "mode": "plain" | "atomics", "threads": n, "size": n }`.
const ADDER = `
const { parentPort, workerData: { memory, mode, size } } = require('node:worker_threads');
const cells = new Int32Array(memory);
Atomics.add(cells, 1, 1);
Atomics.notify(cells, 1);
Atomics.wait(cells, 2, 0);
if (mode === 'atomics') for (let i = 0; i < size; i++) Atomics.add(cells, 0, 1);
else for (let i = 0; i < size; i++) cells[0]++;
parentPort.postMessage('done');
`;

serveLines(async ({ mode, threads, size }) => {
  // The counter, the number of threads that are ready, and the word go.
  const memory = new SharedArrayBuffer(12);
  const cells = new Int32Array(memory);
  const workers = Array.from(
    { length: Number(threads) },
    () => new Worker(ADDER, { eval: true, workerData: { memory, mode, size } }),
  );
  while (Atomics.load(cells, 1) < workers.length) await wait(1);
  const done = workers.map((worker) => once(worker, 'message'));
  const start = performance.now();
  Atomics.store(cells, 2, 1);
  Atomics.notify(cells, 2);
  await Promise.all(done);
  const wallMs = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return { wallMs, lost: Number(threads) * Number(size) - (cells[0] ?? 0) };
});
