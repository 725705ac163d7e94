import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { effectiveCores } from '@counterpoint/core';

/** One look at how much of the machine is free. */
export interface CapacityReading {
  /** ms since the meter was opened. */
  readonly atMs: number;
  /** CPU time / (wall time x cores) of a plain loop on each core: 1 on a free machine. */
  readonly share: number;
  /** Loops on all cores, in turns a ms: what the machine did. */
  readonly turnsPerMs: number;
}

/** Measures how much of the machine is free, with a short loop on every effective core. */
export interface CapacityMeter {
  readonly cores: number;
  readonly readings: readonly CapacityReading[];
  /** @returns the share that is free, 0 to 1 */
  read(): Promise<number>;
  close(): Promise<void>;
}

/** ms that the loops of one reading take on a free machine. */
const LOOP_MS = 4;

/** A worker that waits for a turn, loops, and tells when it began and ended. */
const LOOP = `
const { parentPort, workerData } = require('node:worker_threads');
const clock = () => performance.timeOrigin + performance.now();
const loop = (n) => { let x = 1; for (let i = 0; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0; return x; };
let start = clock(); loop(2e6); start = clock(); loop(2e6);
const turns = Math.max(1000, Math.round(2e6 * workerData / (clock() - start)));
parentPort.on('message', (n) => { const from = clock(); loop(n); parentPort.postMessage([from, clock()]); });
parentPort.postMessage(turns);
`;

/** Opens a meter with one thread a core; close it, or the threads stay. */
export async function openCapacityMeter(
  cores: number = Math.min(effectiveCores(), availableParallelism()),
): Promise<CapacityMeter> {
  const opened = performance.now();
  const workers = Array.from({ length: cores }, () => new Worker(LOOP, { eval: true, workerData: LOOP_MS }));
  // Workers keep the process alive only while an answer is awaited.
  const answers = async <T>(): Promise<T[]> => {
    for (const worker of workers) worker.ref();
    const found = await Promise.all(
      workers.map(async (worker) => ((await once(worker, 'message')) as [T])[0]),
    );
    for (const worker of workers) worker.unref();
    return found;
  };
  const turns = Math.min(...(await answers<number>()));
  const readings: CapacityReading[] = [];
  return {
    cores,
    readings,
    read: async () => {
      const done = answers<[number, number]>();
      const { user, system } = process.cpuUsage();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has none
      for (const worker of workers) worker.postMessage(turns);
      const spans = await done;
      const after = process.cpuUsage();
      const wall = Math.max(...spans.map(([, to]) => to)) - Math.min(...spans.map(([from]) => from));
      const cpu = (after.user + after.system - user - system) / 1000;
      const share = Math.min(1, cpu / (wall * cores));
      readings.push({ atMs: performance.now() - opened, share, turnsPerMs: (turns * cores) / wall });
      return share;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
