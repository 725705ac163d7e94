/** Ends the process while kernels run, here and in a worker: node exit.mjs pool|spawn. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { counter, sort } from '@counterpoint/native';

const threading = process.argv[2];
const worker = new Worker(new URL('worker.mjs', import.meta.url), {
  workerData: { jobs: 'long', threading },
});
await once(worker, 'message');
void counter({ n: 2 ** 50, threads: 2, threading });
void sort({ values: new Float64Array(1e6).fill(2), threads: 2, threading });
setTimeout(() => process.exit(7), 10);
