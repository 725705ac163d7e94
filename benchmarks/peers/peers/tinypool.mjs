import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';

const filename = fileURLToPath(new URL('../tasks/tasks.mjs', import.meta.url));

export async function open(model, lanes) {
  const runtime = model === 'processes' ? 'child_process' : 'worker_threads';
  const pool = new Tinypool({ filename, minThreads: lanes, maxThreads: lanes, runtime });
  return {
    run: (name, value, transferList) => pool.run(value, { name, transferList }),
    close: () => pool.destroy(),
  };
}
