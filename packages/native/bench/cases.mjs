/** Every kernel with one size, for the addon, the standalone program and the JavaScript twin: the same work on the same
 * data in each, at least 100 ms on both threads of a 3 GHz machine; a tenth of it with --quick. */
import * as native from '../dist/index.js';
import * as twins from '../dist/twins/index.js';

/** Doubles in [0, 1), the same that the standalone program makes. */
function noise(n, seed) {
  const values = new Float64Array(n);
  let state = seed;
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = (state >>> 0) / 2 ** 32;
  }
  return values;
}

/** A case without arrays. */
const counting = (run, twin, n) => ({
  prepare: () => ({ run: (options) => run({ n, ...options }), twin: () => twin(n) }),
  standalone: { n },
});

/** Cases by kernel. `prepare()` makes the data; its `run(options)` blocks, its `twin()` is the same work in JavaScript, its
 * `refill()` undoes what a run did to the input. `repeat` runs are timed after `warm` that are not; `standalone` are the
 * options of the program.
 * @param scale - 1, or less for a quick look */
export function cases(scale) {
  const side = Math.round(640 * Math.sqrt(scale));
  const order = Math.round(1000 * Math.cbrt(scale));
  const length = Math.round(4e6 * scale);
  const wide = Math.round(1e7 * scale);
  const view = { width: side, height: side, left: -2, top: 1.25, step: 2.5 / side, limit: 1000 };
  return {
    counter: counting(native.counterSync, twins.counter, Math.round(7e8 * scale)),
    lcg: counting(native.lcgSync, twins.lcg, Math.round(1.8e8 * scale)),
    sum: counting(native.sumSync, twins.sum, Math.round(7e8 * scale)),
    primes: counting(native.primesSync, twins.primes, Math.round(1e9 * scale)),
    mandelbrot: {
      prepare() {
        const out = new Uint16Array(side * side);
        return {
          run: (options) => native.mandelbrotSync({ out, ...view, ...options }),
          twin: () => twins.mandelbrot(out, side, side, view.limit, view.left, view.top, view.step),
        };
      },
      standalone: { n: side },
    },
    matmul: {
      prepare() {
        const [a, b] = [noise(order * order, 1), noise(order * order, 2)];
        const out = new Float64Array(order * order).fill(0); // written, so that the system has given its pages
        const shape = { rows: order, inner: order, columns: order };
        return {
          run: (options) => native.matmulSync({ a, b, out, ...shape, ...options }),
          twin: () => twins.matmul(a, b, out, order, order, order),
        };
      },
      standalone: { n: order },
    },
    sort: {
      prepare() {
        const shuffled = noise(length, 1);
        const values = new Float64Array(length);
        return {
          refill: () => values.set(shuffled),
          run: (options) => native.sortSync({ values, ...options }),
          // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
          twin: () => twins.sort(values),
        };
      },
      warm: 2, // glibc takes the spare memory from the system twice, then keeps it
      standalone: { n: length },
    },
    triad: {
      prepare() {
        const [b, c] = [noise(wide, 1), noise(wide, 2)];
        const a = new Float64Array(wide).fill(0);
        return {
          run: (options) => native.triadSync({ a, b, c, s: 3, ...options }),
          twin: () => twins.triad(a, b, c, 3),
        };
      },
      warm: 2,
      repeat: 18, // one pass is too short to time
      standalone: { n: wide },
    },
    monteCarloPi: counting(native.monteCarloPiSync, twins.monteCarloPi, Math.round(2.6e7 * scale)),
  };
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
