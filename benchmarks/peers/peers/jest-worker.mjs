import { fileURLToPath } from 'node:url';
import { Worker } from 'jest-worker';

const file = fileURLToPath(new URL('../tasks/tasks.mjs', import.meta.url));

export async function open(model, lanes) {
  const pool = new Worker(file, {
    numWorkers: lanes,
    enableWorkerThreads: model === 'threads',
    exposedMethods: ['noop', 'increment', 'incrementChunk', 'spin', 'echo'],
    forkOptions: { serialization: 'advanced' },
  });
  return { run: (name, value) => pool[name](value), close: () => pool.end() };
}
