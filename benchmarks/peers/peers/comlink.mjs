import { Worker } from 'node:worker_threads';
import { transfer as move, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';

const file = new URL('../tasks/comlink-worker.mjs', import.meta.url);

/** comlink is no pool: calls go to the workers in turn. */
export async function open(_model, lanes) {
  const workers = Array.from({ length: lanes }, () => new Worker(file));
  const proxies = workers.map((worker) => wrap(nodeEndpoint(worker)));
  let turn = 0;
  return {
    run: (name, value, transfer) =>
      proxies[turn++ % lanes][name](transfer === undefined ? value : move(value, transfer)),
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
