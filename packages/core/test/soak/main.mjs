// npm run soak -w @counterpoint/core -- [--rounds 1000] [--seed 1] [--model threads|processes]
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { soak } from './soak.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    model: { type: 'string', multiple: true, default: ['threads', 'processes'] },
  },
});

const count = (folder) => (existsSync(folder) ? readdirSync(folder).length : 0);

async function held() {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  globalThis.gc?.();
  return {
    heapMb: Math.round(process.memoryUsage().heapUsed / 2 ** 18) / 4,
    rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    threads: count('/proc/self/task'),
    descriptors: count('/proc/self/fd'),
    handles: process.getActiveResourcesInfo().filter((kind) => !/Timeout|Immediate/.test(kind)).length,
  };
}

for (const model of values.model) {
  const plan = { model, seed: Number(values.seed) };
  // Compiled code and Node's own threads are there after a first slice.
  await soak({ ...plan, rounds: 20 });
  const before = await held();
  const startMs = performance.now();
  const result = await soak({
    ...plan,
    rounds: Number(values.rounds),
    tell: (round, { jobs }) => {
      if (round % 100 === 0) console.error(`${model}: ${round} rounds, ${jobs} jobs`);
    },
  });
  const after = await held();
  console.log(
    JSON.stringify(
      { ...result, seconds: Math.round((performance.now() - startMs) / 1000), before, after },
      null,
      2,
    ),
  );
  const grown = ['threads', 'descriptors', 'handles'].filter((key) => after[key] > before[key]);
  if (after.heapMb > before.heapMb + 8) grown.push('heapMb');
  if (result.wrong.length > 0 || grown.length > 0) {
    console.error(`${model}: not as promised`, ...result.wrong.slice(0, 10), ...grown);
    process.exitCode = 1;
  }
}
