import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';

const file = fileURLToPath(new URL('../tasks/workerpool-worker.mjs', import.meta.url));

export async function open(model, lanes) {
  const pool = workerpool.pool(file, {
    workerType: model === 'threads' ? 'thread' : 'process',
    minWorkers: lanes,
    maxWorkers: lanes,
    ...(model === 'threads' ? {} : { forkOpts: { serialization: 'advanced' } }),
  });
  return {
    run: (name, value, transfer) => pool.exec(name, [value], { transfer }),
    close: () => pool.terminate(),
  };
}
