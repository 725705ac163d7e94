import { keepInFlight } from '../measurements/in-flight.mjs';
import { PROCESS_POOLS } from './pools.mjs';

export const rows = [
  {
    id: 'noop-processes',
    work: 'no-op jobs, 1000 in flight, processes',
    contenders: ['core/processes', ...PROCESS_POOLS, 'raw/processes'],
    metrics: { jobsPerS: 'jobs/s', loopDelayMs: 'p99 loop delay, ms' },
    targets: [
      { metric: 'jobsPerS', against: 'best', atLeast: 10 },
      { metric: 'jobsPerS', against: 'python/pool', atLeast: 15 },
      { metric: 'jobsPerS', against: 'python/executor', atLeast: 50 },
    ],
    rounds: 20,
    measure: (pool, { quick }) => keepInFlight(pool, { inFlight: 1000, durationMs: quick ? 30 : 250 }),
  },
];
