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

/** Longest that threads wait for each other before a loop. */
const MEET_MS = 50;

/**
 * A worker that waits for a turn, loops, and tells when it began and ended, and the process's CPU time then.
 * Before the loop all threads meet twenty times over: two that were woken up on one core would share it for the whole of so
 * short a loop, with the other core free, and do so in one reading of five. They part while they wait for each other.
 */
const LOOP = `
const { parentPort, workerData } = require('node:worker_threads');
const { me, loopMs, meetMs } = workerData;
const met = new Int32Array(workerData.met);
const clock = () => performance.timeOrigin + performance.now();
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const loop = (n) => { let x = 1; for (let i = 0; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0; return x; };
const meet = () => {
  const end = performance.now() + meetMs;
  for (let i = 1; i <= 20; i++) {
    Atomics.store(met, me, i);
    for (let other = 0; other < met.length; other++)
      while (Atomics.load(met, other) < i) if (performance.now() > end) return;
  }
};
let start = clock(); loop(2e6); start = clock(); loop(2e6);
const turns = Math.max(1000, Math.round(2e6 * loopMs / (clock() - start)));
parentPort.on('message', (n) => {
  meet();
  const cpuFrom = cpu();
  const from = clock();
  loop(n);
  parentPort.postMessage({ from, to: clock(), cpuFrom, cpuTo: cpu() });
});
parentPort.postMessage(turns);
`;

/** What a thread tells of its loop; times in ms, CPU time of the whole process. */
interface Loop {
  readonly from: number;
  readonly to: number;
  readonly cpuFrom: number;
  readonly cpuTo: number;
}

/** Opens a meter with one thread a core; close it, or the threads stay. */
export async function openCapacityMeter(
  cores: number = Math.min(effectiveCores(), availableParallelism()),
): Promise<CapacityMeter> {
  const opened = performance.now();
  const met = new Int32Array(new SharedArrayBuffer(4 * cores));
  const workers = Array.from(
    { length: cores },
    (_, me) =>
      new Worker(LOOP, {
        eval: true,
        workerData: { me, met: met.buffer, loopMs: LOOP_MS, meetMs: MEET_MS },
      }),
  );
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
      // No thread is at a meeting now.
      met.fill(0);
      const done = answers<Loop>();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has none
      for (const worker of workers) worker.postMessage(turns);
      const loops = await done;
      const wall = Math.max(...loops.map(({ to }) => to)) - Math.min(...loops.map(({ from }) => from));
      const cpu =
        Math.max(...loops.map(({ cpuTo }) => cpuTo)) - Math.min(...loops.map(({ cpuFrom }) => cpuFrom));
      const share = Math.min(1, cpu / (wall * cores));
      readings.push({ atMs: performance.now() - opened, share, turnsPerMs: (turns * cores) / wall });
      return share;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
