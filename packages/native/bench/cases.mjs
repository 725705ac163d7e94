/** Every kernel with one size, for the addon, the standalone program and the JavaScript twin: the same work on the same
 * data in each, at least 100 ms on both threads of a 3 GHz machine; a tenth of it with --quick. */
import { callSync } from '../dist/call.js';
import { kernelNames } from '../dist/index.js';
import { samples } from '../dist/sample.js';

/** Runs that are not timed before those that are: glibc takes the spare memory of `sort` from the system twice, then keeps
 * it; one pass of `triad` is too short to time. */
const runsOf = { sort: { warm: 2 }, triad: { warm: 2, repeat: 18 } };

function prepare(kernel, { input, twin, updates }, size) {
  const made = input(size);
  const original = updates && made[updates].slice();
  return {
    run: (options) => callSync(kernel, { ...made, ...options }),
    twin: () => twin(made),
    refill: () => updates && made[updates].set(original),
  };
}

/** Cases by kernel. `prepare()` makes the data; its `run(options)` blocks, its `twin()` is the same work in JavaScript, its
 * `refill()` undoes what a run did to the input. `repeat` runs are timed after `warm` that are not; `standalone` are the
 * options of the program.
 * @param scale - 1, or less for a quick look */
export function cases(scale) {
  const sampled = kernelNames.filter((kernel) => samples.has(kernel)); // not noop
  const all = sampled.map((kernel) => {
    const sample = samples.get(kernel);
    const size = Math.round(sample.benchSize * scale ** (1 / (sample.power ?? 1)));
    const one = { prepare: () => prepare(kernel, sample, size), standalone: { n: size } };
    return [kernel, { ...one, ...runsOf[kernel] }];
  });
  return Object.fromEntries(all);
}

/** Times `repeat` runs after `warm` ones, by the wall and by the processors: milliseconds. */
export function timed({ repeat = 1, warm = 0 }, work, refill = () => {}) {
  const total = { elapsedMs: 0, cpuMs: 0, result: undefined };
  for (let i = 0; i < warm + repeat; i++) {
    refill();
    const cpu = process.cpuUsage();
    const start = performance.now();
    total.result = work();
    const elapsedMs = performance.now() - start;
    if (i < warm) continue;
    const { user, system } = process.cpuUsage(cpu);
    total.elapsedMs += elapsedMs;
    total.cpuMs += (user + system) / 1000;
  }
  return total;
}

/** Times the addon on fresh data: as `timed`, and `insideMs`, what its own clock in C++ says. */
export function timedAddon(one, threads) {
  const { run, refill } = one.prepare();
  let insideMs = [];
  const total = timed(one, () => insideMs.push(run({ threads, detail: true }).elapsedMs), refill);
  insideMs = insideMs.slice(one.warm ?? 0);
  return { ...total, insideMs: insideMs.reduce((sum, ms) => sum + ms, 0) };
}
