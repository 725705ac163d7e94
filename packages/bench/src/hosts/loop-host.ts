import { createExecutor, type Executor, type LocalModel } from '@counterpoint/core';
import { kernels } from '@counterpoint/native';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { countTo } from '../workloads/counter.ts';
import { serveLines } from './serve-lines.ts';

// Watches this process's event loop while jobs run: `{ "model": …, "lanes": n, "size": …, "jobs": n }`.
const TICK_MS = 1;
/** Most ticks that are told. */
const MOST = 400;

serveLines(async ({ model, lanes, size, jobs }) => {
  const items = Array(Number(jobs)).fill(Number(size));
  let pool: Executor | undefined;
  if (model !== 'idle') {
    pool = createExecutor(model as LocalModel, {
      concurrency: Number(lanes),
      ...(model === 'native' ? { kernels } : {}),
    });
    await pool.ready();
    await pool.map(countTo, items);
  }
  const ticks: { atMs: number; delayMs: number }[] = [];
  const start = performance.now();
  let due = start + TICK_MS;
  let watching = true;
  const tick = (): void => {
    const now = performance.now();
    ticks.push({ atMs: now - start, delayMs: Math.max(0, now - due) });
    due = now + TICK_MS;
    if (watching) setTimeout(tick, TICK_MS);
  };
  setTimeout(tick, TICK_MS);
  const before = performance.eventLoopUtilization();
  if (pool === undefined) await wait(100);
  else await pool.map(countTo, items);
  const wallMs = performance.now() - start;
  const { utilization } = performance.eventLoopUtilization(before);
  // The tick that was due during a block comes only after it.
  await wait(2 * TICK_MS);
  watching = false;
  await pool?.close();
  const delays = ticks.map(({ delayMs }) => delayMs).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? 0;
  const every = Math.ceil(ticks.length / MOST);
  return {
    wallMs,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    utilization,
    ticks: Array.from({ length: Math.ceil(ticks.length / every) }, (_, i) =>
      ticks
        .slice(i * every, (i + 1) * every)
        .reduce((worst, one) => (one.delayMs > worst.delayMs ? one : worst)),
    ),
  };
});
