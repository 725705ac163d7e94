import { collectGarbage, peakBytes } from '../measurements/memory.mjs';

/** Submits so many jobs in one turn of the event loop and waits for all. */
async function submitAll({ open, variant, quick }) {
  const count = Number(variant) / (quick ? 10 : 1);
  const pool = await open();
  for (let warm = 0; warm < 2000; warm++) await pool.run('noop', warm);
  collectGarbage();
  const before = process.memoryUsage.rss();
  const startMs = performance.now();
  const promises = [];
  for (let index = 0; index < count; index++) promises.push(pool.run('noop', index));
  const results = await Promise.all(promises);
  const elapsedMs = performance.now() - startMs;
  const grown = Math.max(0, peakBytes() - before);
  if (results[count - 1] !== count - 1) throw new Error('a job gave a wrong result');
  await pool.close();
  return { usPerJob: (elapsedMs * 1000) / count, bytesPerJob: grown / count };
}

/** Consumes a map over a generator. */
async function iterateMap({ open, quick }) {
  const count = quick ? 300_000 : 3_000_000;
  const pool = await open();
  for (let warm = 0; warm < 2000; warm++) await pool.run('increment', warm);
  collectGarbage();
  const before = process.memoryUsage.rss();
  let sum = 0;
  for await (const value of pool.executor.map(pool.tasks.increment, numbers(count))) sum += value;
  if (sum !== (count * (count + 1)) / 2) throw new Error('the map gave a wrong sum');
  const grownMib = Math.max(0, peakBytes() - before) / 2 ** 20;
  await pool.close();
  return { grownMib };
}

function* numbers(count) {
  for (let index = 0; index < count; index++) yield index;
}

const million = (model) => ({
  id: `million-submits-${model}`,
  work: `1,000,000 submits at once, ${model}; time a job against that of 250,000 at once`,
  contenders: [`core/${model}/1000000`, `core/${model}/250000`],
  metrics: { usPerJob: 'us a job', bytesPerJob: 'peak bytes a job' },
  targets: [
    { metric: 'usPerJob', against: `core/${model}/250000`, atMost: 1.25 },
    { metric: 'bytesPerJob', atMost: 1024 },
  ],
  rounds: 6,
  fresh: true,
  measure: submitAll,
});

export const rows = [
  million('threads'),
  million('processes'),
  {
    id: 'map-of-iterable',
    work: 'iterated map over a generator of 3,000,000 numbers',
    contenders: ['core/threads', 'core/processes'],
    metrics: { grownMib: 'MiB grown' },
    targets: [
      { metric: 'grownMib', atMost: 50 },
      { metric: 'grownMib', of: 'core/processes', atMost: 50 },
    ],
    rounds: 6,
    fresh: true,
    measure: iterateMap,
  },
];
