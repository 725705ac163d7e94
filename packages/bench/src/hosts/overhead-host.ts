import { setTimeout as wait } from 'node:timers/promises';
import { createExecutor, type LocalModel } from '@counterpoint/core';
import { treePssBytes } from '../environment/tree-cpu.ts';
import { addOne } from '../workloads/tiny.ts';
import { serveLines } from './serve-lines.ts';

// Measures in a fresh process what lanes cost: `{ "model": …, "lanes": n }`, once a process.
const TRIPS = 60;
const MANY = 2000;

serveLines(async ({ model, lanes }) => {
  const count = Number(lanes);
  if (model === 'async') return promises(count);
  const before = treePssBytes(process.pid);
  const start = performance.now();
  const pool = createExecutor(model as LocalModel, { concurrency: count });
  await pool.ready();
  await pool.map(addOne, Array(count).fill(1));
  const spawnMs = performance.now() - start;
  for (let i = 0; i < TRIPS; i++) await pool.submit(addOne, i);
  const trips: number[] = [];
  for (let i = 0; i < TRIPS; i++) {
    const from = performance.now();
    await pool.submit(addOne, i);
    trips.push(performance.now() - from);
  }
  const from = performance.now();
  await pool.map(addOne, Array(MANY).fill(1));
  const throughputMs = (performance.now() - from) / MANY;
  await wait(50);
  const after = treePssBytes(process.pid);
  return {
    spawnMs,
    roundTripMs: trips.toSorted((a, b) => a - b)[TRIPS >> 1],
    throughputMs,
    pssBytesPerLane: before === null || after === null ? null : (after - before) / count,
    pssBytesTotal: after,
  };
});

/** Waits in flight on the event loop are its lanes. */
async function promises(count: number): Promise<object> {
  const before = treePssBytes(process.pid);
  const start = performance.now();
  for (let i = 0; i < count; i++) void wait(10_000);
  const spawnMs = performance.now() - start;
  const after = treePssBytes(process.pid);
  // They are not waited for: the process ends with its one answer.
  return {
    spawnMs,
    roundTripMs: null,
    throughputMs: null,
    pssBytesPerLane: before === null || after === null ? null : Math.max(0, after - before) / count,
    pssBytesTotal: after,
  };
}
