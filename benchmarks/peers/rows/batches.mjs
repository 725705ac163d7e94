import { keepInFlight } from '../measurements/in-flight.mjs';
import { oneInFlight } from '../measurements/one-in-flight.mjs';

export const rows = [
  {
    id: 'batches',
    work: 'how a batch travels: a piscina run each, or a port handed over once (decision 3)',
    contenders: ['batches/port', 'batches/run'],
    metrics: { jobsPerS: 'jobs/s, 1000 in flight', roundTripUs: 'us, one in flight' },
    targets: [
      { metric: 'jobsPerS', against: 'batches/run', atLeast: 1 },
      { metric: 'roundTripUs', against: 'batches/run', atMost: 1 },
    ],
    rounds: 20,
    async measure(pool, { quick, warm }) {
      const { jobsPerS } = await keepInFlight(pool, { inFlight: 1000, durationMs: quick ? 30 : 250 });
      return { jobsPerS, ...(await oneInFlight(pool, { durationMs: quick ? 20 : 120, warm })) };
    },
  },
];
