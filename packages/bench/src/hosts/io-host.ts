import { setTimeout as wait } from 'node:timers/promises';
import { createExecutor, type Executor } from '@counterpoint/core';
import { fetchData } from '../workloads/sleep.ts';
import { serveLines } from './serve-lines.ts';

// Waits many times at once: `{ "model": "async" | "threads", "lanes": n, "latencyMs": … , "url": … }`; with an url it downloads.
const pools = new Map<number, Executor>();

serveLines(async ({ model, lanes, latencyMs, url }) => {
  const count = Number(lanes);
  const items = Array.from({ length: count }, () => Number(latencyMs));
  let pool: Executor | undefined;
  if (model === 'threads') {
    pool = pools.get(count) ?? createExecutor('threads', { concurrency: count });
    pools.set(count, pool);
    await pool.ready();
  }
  const { user, system } = process.cpuUsage();
  const start = performance.now();
  if (pool !== undefined) await pool.with({ batch: 1 }).map(fetchData, items);
  else if (typeof url === 'string')
    await Promise.all(
      items.map((_, i) => download(`${url}/file${i}.bin?bytes=1024&latency=${String(latencyMs)}`)),
    );
  else await Promise.all(items.map((ms) => wait(ms)));
  const wallMs = performance.now() - start;
  const after = process.cpuUsage();
  return { wallMs, cpuMs: (after.user + after.system - user - system) / 1000 };
});

async function download(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  const { byteLength } = await response.arrayBuffer();
  if (!response.ok || byteLength !== 1024)
    throw new Error(`${url}: status ${response.status}, ${byteLength} bytes`);
}
