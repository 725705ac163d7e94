import { createExecutor, taskFromFunction } from '@counterpoint/core';

/** How quiet the machine is now. */
export interface Noise {
  /** CPU time / wall time of plain loops on all effective cores at once; 1 on an idle machine. */
  readonly capacity: number;
  /** (90th - 10th percentile) / median of the same loop, run again and again. */
  readonly spread: number;
}

const loop = taskFromFunction((ms: number): number => {
  const cpu = process.cpuUsage();
  const end = performance.now() + ms;
  while (performance.now() < end);
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1000;
});

const count = taskFromFunction((steps: number): number => {
  const start = performance.now();
  let sum = 0;
  for (let step = 0; step < steps; step++) sum = (sum * 31 + step) | 0;
  return performance.now() - start + (sum === 1 ? 1e-9 : 0);
});

/** Measures for about a second. */
export async function noiseNow(cores: number): Promise<Noise> {
  await using pool = createExecutor('processes', { concurrency: cores });
  await pool.ready();
  const wallMs = 300;
  const used = await Promise.all(Array.from({ length: cores }, () => pool.submit(loop, wallMs)));
  const capacity = Math.min(1, used.reduce((sum, ms) => sum + ms, 0) / (wallMs * cores));
  const times: number[] = [];
  for (let run = 0; run < 21; run++) times.push(await pool.submit(count, 4_000_000));
  const sorted = times.slice(1).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] as number;
  return { capacity, spread: (at(0.9) - at(0.1)) / at(0.5) };
}
