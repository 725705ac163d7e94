/** Starts kernels of the kind it is told and says so; it is ended from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import * as native from '@counterpoint/native';

const { jobs, threading } = workerData;

const short = async () => {
  for (;;)
    await Promise.all(Array.from({ length: 20 }, () => native.counter({ n: 1000, threads: 2, threading })));
};
const long = () => {
  void native.counter({ n: 2 ** 50, threads: 2, threading });
  void native.primes({ n: 1e12, threads: 3, threading });
  void native.sort({ values: new Float64Array(2e6).fill(1), threads: 2, threading });
};

void { short, long }[jobs]();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
parentPort.postMessage('running');
