/** What the addon goes through under a sanitizer: every kernel, aborts, and workers that are ended while kernels run.
 * With the path of a library and the name of a kernel of bugs.cc: that kernel alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { available, counter, loadKernel } from '@counterpoint/native';

const [, , library, bug] = process.argv;
console.error(`sanitized addon: ${available().from ?? available().reason}`);

if (library !== undefined) {
  const out = new BigUint64Array(1);
  await loadKernel(library, bug)({ n: 1_000_000, grain: 1, threads: 2, threading: 'spawn', out });
  process.exit(0);
}

const counts = new Int32Array(new SharedArrayBuffer(12));
for (let round = 0; round < 6; round++) {
  const workers = Array.from({ length: 3 }, (_, i) => {
    const url = new URL('../stress/worker.mjs', import.meta.url);
    return new Worker(url, { workerData: { seed: round * 3 + i, counts } });
  });
  const busy = counter({ n: 2 ** 50, threads: 2, signal: AbortSignal.timeout(200 + round * 50) }).catch(
    () => undefined,
  );
  for (const goal = counts[0] + 10; counts[0] < goal && counts[2] === 0;) await sleep(20);
  await Promise.all(workers.map((worker) => worker.terminate()));
  await busy;
}
const [finished, aborted, wrong] = counts;
console.error(`${finished} calls finished, ${aborted} aborted, ${wrong} wrong`);
process.exitCode = wrong === 0 && finished > 0 ? 0 : 1;
