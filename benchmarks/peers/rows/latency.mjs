import { oneInFlight } from '../measurements/one-in-flight.mjs';
import { PROCESS_POOLS, THREAD_POOLS } from './pools.mjs';

const measure = (pool, { quick, warm }) => oneInFlight(pool, { durationMs: quick ? 20 : 120, warm });
const metrics = { roundTripUs: 'us' };

export const rows = [
  {
    id: 'latency-threads',
    work: 'no-op, one in flight, threads',
    contenders: ['core/threads', ...THREAD_POOLS, 'raw/threads', 'ring/threads'],
    metrics,
    targets: [
      { metric: 'roundTripUs', against: 'piscina/threads', atMost: 1 },
      { metric: 'roundTripUs', against: 'raw/threads', atMost: 1.15 },
    ],
    rounds: 20,
    measure,
  },
  {
    id: 'latency-processes',
    work: 'no-op, one in flight, processes',
    contenders: ['core/processes', ...PROCESS_POOLS, 'raw/processes'],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'best', atMost: 0.8 }],
    rounds: 20,
    measure,
  },
];
