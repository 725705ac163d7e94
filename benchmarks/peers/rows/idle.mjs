import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, privateMib } from '../measurements/memory.mjs';

const LANES = 2;

/** Two lanes that have worked once and now wait. */
async function measure({ open, quick }) {
  const before = privateMib();
  const pool = await open(LANES);
  await Promise.all(Array.from({ length: LANES }, () => pool.run('spin', 2)));
  await sleep(quick ? 100 : 500);
  const durationMs = quick ? 200 : 2000;
  const startMs = cpuMs();
  await sleep(durationMs);
  const cpuPercent = ((cpuMs() - startMs) / durationMs) * 100;
  const laneMib = (privateMib() - before) / LANES;
  await pool.close();
  return { cpuPercent, laneMib };
}

export const rows = [
  {
    id: 'idle',
    work: 'two idle lanes',
    contenders: [
      'core/threads',
      'core/processes',
      'piscina/threads',
      'workerpool/processes',
      'raw/threads',
      'raw/processes',
    ],
    metrics: { cpuPercent: '% CPU', laneMib: 'private MiB a lane' },
    targets: [
      { metric: 'cpuPercent', atMost: 1 },
      { metric: 'cpuPercent', of: 'core/processes', atMost: 1 },
      { metric: 'laneMib', atMost: 9 },
      { metric: 'laneMib', of: 'core/processes', atMost: 8.5 },
    ],
    rounds: 6,
    fresh: true,
    measure,
  },
];
