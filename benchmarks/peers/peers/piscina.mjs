import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

const filename = fileURLToPath(new URL('../tasks/piscina-tasks.mjs', import.meta.url));

export async function open(_model, lanes) {
  const pool = new Piscina({ filename, minThreads: lanes, maxThreads: lanes });
  return {
    run: (name, value, transferList) => pool.run(value, { name, transferList }),
    close: () => pool.destroy(),
  };
}
