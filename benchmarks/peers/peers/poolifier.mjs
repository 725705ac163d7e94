import { fileURLToPath } from 'node:url';
import { FixedClusterPool, FixedThreadPool } from 'poolifier';

const file = (name) => fileURLToPath(new URL(`../tasks/poolifier-${name}`, import.meta.url));

export async function open(model, lanes) {
  const pool =
    model === 'threads'
      ? new FixedThreadPool(lanes, file('thread.mjs'))
      : new FixedClusterPool(lanes, file('cluster.cjs'), { settings: { serialization: 'advanced' } });
  return {
    run: (name, value, transfer) => pool.execute(value, name, transfer),
    close: () => pool.destroy(),
  };
}
