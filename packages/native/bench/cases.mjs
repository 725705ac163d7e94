/** Every kernel with one size, for the addon, the standalone program and the JavaScript twin: the same work on the same
 * data in each, at least 100 ms on both threads of a 3 GHz machine; a tenth of it with --quick. */
import { callSync } from '../dist/call.js';
import { kernelNames } from '../dist/index.js';
import { samples } from '../dist/sample.js';

/** Runs that are not timed before those that are: glibc takes the spare memory of `sort` from the system twice, then keeps
 * it; one pass of `triad` is too short to time. */
const runsOf = { sort: { warm: 2 }, triad: { warm: 2, repeat: 18 } };

function prepare(kernel, { input, twin, updates }, size, place = (arrays) => arrays) {
  const made = place(input(size));
  const original = updates && made[updates].slice();
  return {
    run: (options) => callSync(kernel, { ...made, ...options }),
    twin: () => twin(made),
    refill: () => updates && made[updates].set(original),
  };
}

/** Cases by kernel. `prepare(place)` makes the data, which `place` may put elsewhere; its `run(options)` blocks, its `twin()` is the same work in JavaScript, its
 * `refill()` undoes what a run did to the input. `repeat` runs are timed after `warm` that are not; `standalone` are the
 * options of the program.
 * @param scale - 1, or less for a quick look */
export function cases(scale) {
  const sampled = kernelNames.filter((kernel) => samples.has(kernel)); // not noop
  const all = sampled.map((kernel) => {
    const sample = samples.get(kernel);
    const size = Math.round(sample.benchSize * scale ** (1 / (sample.power ?? 1)));
    const one = { prepare: (place) => prepare(kernel, sample, size, place), standalone: { n: size } };
    return [kernel, { ...one, ...runsOf[kernel] }];
  });
  return Object.fromEntries(all);
}

/** Times `repeat` runs after `warm` ones, by the wall and by the processors: milliseconds. */
export function timed({ repeat = 1, warm = 0 }, work, refill = () => {}) {
  for (let i = 0; i < warm; i++) {
    refill();
    work();
  }
  const total = { elapsedMs: 0, cpuMs: 0 };
  for (let i = 0; i < repeat; i++) {
    refill();
    const cpu = process.cpuUsage();
    const start = performance.now();
    work();
    total.elapsedMs += performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    total.cpuMs += (user + system) / 1000;
  }
  return total;
}
