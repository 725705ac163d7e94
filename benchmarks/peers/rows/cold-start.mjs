/** From nothing to the first result of every lane. */
async function measure({ open, lanes }) {
  const startMs = performance.now();
  const pool = await open(lanes);
  await Promise.all(Array.from({ length: lanes }, () => pool.run('spin', 2)));
  const firstResultMs = performance.now() - startMs;
  await pool.close();
  return { firstResultMs };
}

const metrics = { firstResultMs: 'ms' };
const THREADS = ['core', 'piscina', 'tinypool', 'workerpool', 'jest-worker', 'comlink', 'raw'];
const PROCESSES = ['core', 'tinypool', 'workerpool', 'jest-worker', 'raw'];

const cold = (model, lanes, contenders, target) => ({
  id: `cold-${model}-${lanes}`,
  work: `cold start to the first result of ${lanes === 1 ? 'one lane' : 'each of two lanes'}, ${model}`,
  contenders,
  metrics,
  targets: [target],
  rounds: 12,
  unopened: true,
  measure: (context) => measure({ ...context, lanes }),
});

export const rows = [1, 2].flatMap((lanes) => [
  cold(
    'threads',
    lanes,
    THREADS.map((peer) => `${peer}/threads`),
    { metric: 'firstResultMs', against: 'raw/threads', atMost: 1.25 },
  ),
  cold('processes', lanes, [...PROCESSES.map((peer) => `${peer}/processes`), 'python/executor-spawn'], {
    metric: 'firstResultMs',
    against: 'python/executor-spawn',
    atMost: 1,
  }),
]);
