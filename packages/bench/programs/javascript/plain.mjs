/* oxlint-disable unicorn/require-post-message-target-origin -- worker threads have none */
// Runs a task on worker threads of any runtime that has node:worker_threads; needs no package.
//   plain.mjs <counter|sum> LANES     each line on stdin is a JSON array of numbers, each answer one line of JSON
import process from 'node:process';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const TASKS = {
  counter(n) {
    let i = 0;
    for (; i < n; ++i);
    return i;
  },
  sum(n) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += i;
    return sum;
  },
};

if (isMainThread) {
  const [, , name, lanes] = process.argv;
  const workers =
    Number(lanes) < 2
      ? []
      : Array.from({ length: Number(lanes) }, () => new Worker(new URL(import.meta.url)));
  const onThreads = (items) =>
    new Promise((resolve) => {
      const results = [];
      let next = 0;
      let left = items.length;
      const give = (worker) => {
        if (next < items.length) worker.postMessage({ name, index: next, n: items[next++] });
      };
      for (const worker of workers) {
        worker.removeAllListeners('message');
        worker.on('message', ({ index, value }) => {
          results[index] = value;
          if (--left === 0) resolve(results);
          else give(worker);
        });
        give(worker);
      }
    });
  for await (const line of createInterface({ input: process.stdin })) {
    const items = JSON.parse(line);
    const start = performance.now();
    const results = workers.length === 0 ? items.map(TASKS[name]) : await onThreads(items);
    process.stdout.write(`${JSON.stringify({ wallMs: performance.now() - start, results })}\n`);
  }
  process.exit(0);
} else
  parentPort.on('message', ({ name, index, n }) => parentPort.postMessage({ index, value: TASKS[name](n) }));
