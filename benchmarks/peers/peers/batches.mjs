import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';

const filename = fileURLToPath(new URL('../tasks/batch-lane.mjs', import.meta.url));
const CREDITS = 2;
const MAX_BATCH = 1024;

/** Both ways of carrying a batch through piscina, with nothing else: at most two batches out a lane, the rest waits. */
export async function open(way, count) {
  const lanes = await Promise.all(
    Array.from({ length: count }, () => (way === 'port' ? portLane() : runLane())),
  );
  const waiting = [];
  let scheduled = false;
  const flush = () => {
    scheduled = false;
    while (waiting.length > 0) {
      const lane = lanes.find(({ out }) => out === 0) ?? lanes.find(({ out }) => out < CREDITS);
      if (lane === undefined) return;
      const batch = waiting.splice(0, Math.min(MAX_BATCH, Math.ceil(waiting.length / count)));
      lane.out++;
      void lane.carry(batch.map(({ value }) => value)).then((results) => {
        lane.out--;
        for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
        flush();
      });
    }
  };
  return {
    run: (_name, value) =>
      new Promise((resolve) => {
        waiting.push({ value, resolve });
        if (scheduled) return;
        scheduled = true;
        queueMicrotask(flush);
      }),
    close: () => Promise.all(lanes.map(({ pool }) => pool.destroy())),
  };
}

async function runLane() {
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1, concurrentTasksPerWorker: CREDITS });
  return { pool, out: 0, carry: (values) => pool.run(values, { name: 'runBatch' }) };
}

async function portLane() {
  const pool = new Piscina({ filename, minThreads: 1, maxThreads: 1, atomics: 'disabled' });
  const { port1, port2 } = new MessageChannel();
  await pool.run({ port: port2 }, { name: 'listen', transferList: [port2] });
  const resolvers = [];
  port1.on('message', (results) => resolvers.shift()(results));
  return {
    pool,
    out: 0,
    carry: (values) =>
      new Promise((resolve) => {
        resolvers.push(resolve);
        port1.postMessage(values, undefined);
      }),
  };
}
