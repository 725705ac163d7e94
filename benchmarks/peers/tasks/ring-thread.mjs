import { workerData } from 'node:worker_threads';

// Slots of [request, response]: a number waits where the request's counter is ahead of the response's.
const { memory, slots } = workerData;
const counters = new Int32Array(memory, 0, 2);
const values = new Float64Array(memory, 16, slots);
for (let done = 0; ;) {
  const sent = Atomics.load(counters, 0);
  if (sent === done) Atomics.wait(counters, 0, done, 1000);
  while (done < Atomics.load(counters, 0)) {
    values[done % slots] = values[done % slots]; // the no-op
    done++;
  }
  Atomics.store(counters, 1, done);
  Atomics.notify(counters, 1);
}
