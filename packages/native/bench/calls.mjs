/** What a call costs that does nothing, against the least that N-API asks for. */
import { counter, counterSync, noop, noopSync } from '../dist/index.js';
import { interleave, medianOf, ratio } from './estimate.mjs';

function nanosecondsSync(call, times) {
  const start = performance.now();
  for (let i = 0; i < times; i++) call();
  return ((performance.now() - start) * 1e6) / times;
}

async function nanoseconds(call, times, inFlight) {
  const start = performance.now();
  for (let i = 0; i < times; i += inFlight) {
    if (inFlight === 1) await call();
    else await Promise.all(Array.from({ length: inFlight }, () => call()));
  }
  return ((performance.now() - start) * 1e6) / times;
}

export async function calls({ machine: { bare }, rounds, quick }) {
  const times = quick ? 2_000 : 10_000;
  const rows = [];
  const measure = async (what, turns, ours, least) => {
    const runs = await interleave(turns, { ours, least });
    rows.push({
      study: 'no-op call / bare N-API',
      what: `${what}: ${medianOf(runs.ours).value.toFixed(0)} ns, bare ${medianOf(runs.least).value.toFixed(0)} ns`,
      bar: [0, 1.1],
      ...ratio(runs.ours, runs.least),
    });
  };
  await measure(
    'sync',
    2 * rounds,
    () => nanosecondsSync(noopSync, 100 * times),
    () => nanosecondsSync(() => bare.noopSync(), 100 * times), // behind a function of JavaScript, as ours is
  );
  const shortest = async (what, turns, ours, least) => {
    const runs = await interleave(turns, { ours, least });
    rows.push({
      study: 'shortest call with options / bare N-API',
      what: `${what}: ${medianOf(runs.ours).value.toFixed(0)} ns, bare no-op ${medianOf(runs.least).value.toFixed(0)} ns`,
      ...ratio(runs.ours, runs.least),
    });
  };
  await shortest(
    'counterSync({ n: 1, threads: 1 })',
    2 * rounds,
    () => nanosecondsSync(() => counterSync({ n: 1, threads: 1 }), 20 * times),
    () => nanosecondsSync(() => bare.noopSync(), 20 * times),
  );
  for (const inFlight of [1, 1000]) {
    await measure(
      `promise, ${inFlight} in flight`,
      6 * rounds, // short turns: what else the machine does falls on both
      () => nanoseconds(noop, times / 2, inFlight),
      () => nanoseconds(bare.noop, times / 2, inFlight),
    );
  }
  // The same with options that are read and a crew that is made.
  await shortest(
    'counter({ n: 1, threads: 1 }), 1000 in flight',
    6 * rounds,
    () => nanoseconds(() => counter({ n: 1, threads: 1 }), times / 2, 1000),
    () => nanoseconds(bare.noop, times / 2, 1000),
  );
  return rows;
}
