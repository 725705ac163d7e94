import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const file = (name) => new URL(`../tasks/${name}.mjs`, import.meta.url);

/** The limit of plain messages: `postMessage`, or `send` of a fork with advanced serialization; no pool around it. */
export async function open(model, lanes) {
  const threads = model === 'threads';
  const waiting = new Map();
  const settle = ([id, value]) => {
    waiting.get(id)(value);
    waiting.delete(id);
  };
  const ends = Array.from({ length: lanes }, () => {
    const end = threads
      ? new Worker(file('raw-thread'))
      : fork(fileURLToPath(file('raw-child')), { serialization: 'advanced' });
    return end.on('message', settle);
  });
  let next = 0;
  return {
    run: (name, value, transfer) =>
      new Promise((resolve) => {
        const id = next++;
        waiting.set(id, resolve);
        const end = ends[id % lanes];
        if (threads) end.postMessage([id, name, value], transfer);
        else end.send([id, name, value]);
      }),
    async close() {
      await Promise.all(
        ends.map(async (end) => {
          if (threads) return end.terminate();
          const gone = once(end, 'exit');
          end.disconnect();
          return gone;
        }),
      );
    },
  };
}
