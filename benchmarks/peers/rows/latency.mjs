import { oneInFlight } from '../measurements/one-in-flight.mjs';

const measure = (pool, { quick, warm }) => oneInFlight(pool, { durationMs: quick ? 20 : 120, warm });
const metrics = { roundTripUs: 'us' };

export const rows = [
  {
    id: 'latency-threads',
    work: 'no-op, one in flight, threads',
    contenders: [
      'core/threads',
      'piscina/threads',
      'tinypool/threads',
      'workerpool/threads',
      'poolifier/threads',
      'jest-worker/threads',
      'comlink/threads',
      'nanolith/threads',
      'multithreading/threads',
      'raw/threads',
      'ring/threads',
    ],
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
    contenders: [
      'core/processes',
      'tinypool/processes',
      'workerpool/processes',
      'poolifier/processes',
      'jest-worker/processes',
      'python/pool',
      'python/executor',
      'raw/processes',
    ],
    metrics,
    targets: [{ metric: 'roundTripUs', against: 'best', atMost: 0.8 }],
    rounds: 20,
    measure,
  },
];
