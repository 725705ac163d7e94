import { keepInFlight } from '../measurements/in-flight.mjs';
import { THREAD_POOLS } from './pools.mjs';

export const rows = [
  {
    id: 'noop-threads',
    work: 'no-op jobs, 1000 in flight, threads',
    contenders: ['core/threads', ...THREAD_POOLS, 'raw/threads', 'ring/threads'],
    metrics: { jobsPerS: 'jobs/s', cpuUs: 'CPU us a job', loopDelayMs: 'p99 loop delay, ms' },
    targets: [
      { metric: 'jobsPerS', against: 'piscina/threads', atLeast: 25 },
      { metric: 'jobsPerS', against: 'best', atLeast: 10 },
      { metric: 'jobsPerS', against: 'tinypool/threads', atLeast: 10 },
      { metric: 'cpuUs', against: 'piscina/threads', atMost: 1 / 25 },
      { metric: 'loopDelayMs', atMost: 5 },
    ],
    rounds: 20,
    measure: (pool, { quick }) => keepInFlight(pool, { inFlight: 1000, durationMs: quick ? 30 : 250 }),
  },
];
