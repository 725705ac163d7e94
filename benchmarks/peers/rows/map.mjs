import { PROCESS_POOLS, THREAD_POOLS } from './pools.mjs';

const CHUNKS = 16;

/** Increments every number of an array: by `map` where the pool has one, else by chunks cut by hand. */
async function measure(pool, { variant, quick }) {
  const count = quick ? 100_000 : 1_000_000;
  const list = Array.from({ length: count }, (_, index) => index);
  const numbers = variant === 'floats' ? Float64Array.from(list) : list;
  const startMs = performance.now();
  const results = await mapNumbers(pool, numbers);
  const mapMs = performance.now() - startMs;
  if (results.length !== count || results[count - 1] !== count)
    throw new Error('the map gave a wrong result');
  return { mapMs };
}

async function mapNumbers(pool, numbers) {
  if (pool.executor !== undefined) return pool.executor.map(pool.tasks.increment, numbers);
  if (pool.inline === true) return numbers.map((value) => value + 1);
  const size = Math.ceil(numbers.length / CHUNKS);
  const chunks = Array.from({ length: CHUNKS }, (_, index) =>
    pool.run('incrementChunk', numbers.slice(index * size, (index + 1) * size)),
  );
  return (await Promise.all(chunks)).flat();
}

const metrics = { mapMs: 'ms' };

export const rows = [
  {
    id: 'map-threads',
    work: 'map of 1,000,000 numbers, threads (peers chunked by hand)',
    contenders: ['core/threads', 'core/threads/floats', ...THREAD_POOLS, 'raw/threads', 'inline/here'],
    metrics,
    targets: [
      { metric: 'mapMs', against: 'best', atMost: 0.3 },
      { metric: 'mapMs', of: 'core/threads/floats', against: 'best', atMost: 0.1 },
    ],
    rounds: 12,
    measure,
  },
  {
    id: 'map-processes',
    work: 'map of 1,000,000 numbers, processes (peers chunked by hand)',
    contenders: ['core/processes', 'core/processes/floats', ...PROCESS_POOLS],
    metrics,
    targets: [
      { metric: 'mapMs', against: 'python/pool', atMost: 1 },
      { metric: 'mapMs', against: 'python/executor', atMost: 0.4 },
    ],
    rounds: 12,
    measure,
  },
];
