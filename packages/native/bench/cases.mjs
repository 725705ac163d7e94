/** Every kernel with one size, for the addon, the standalone program and the JavaScript twin: the same work in each,
 * at least 100 ms on both threads of a 3 GHz machine; a tenth of it with --quick. */
import * as native from '../dist/index.js';
import * as twins from '../dist/twins/index.js';

/** Doubles in [0, 1). */
function noise(n) {
  const values = new Float64Array(n);
  let state = 1;
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = (state >>> 0) / 2 ** 32;
  }
  return values;
}

/** Cases by kernel: `run(threads)` blocks, `twin()` is the same work in JavaScript, `standalone` are the options.
 * @param scale - 1, or less for a quick look */
export function cases(scale) {
  const count = Math.round(8e8 * scale);
  const chain = Math.round(2e8 * scale);
  const limit = Math.round(6e8 * scale);
  const points = Math.round(6e7 * scale);
  const side = Math.round(1400 * Math.sqrt(scale));
  const order = Math.round(1000 * Math.cbrt(scale));
  const length = Math.round(4e6 * scale);
  const wide = Math.round(2e7 * scale);
  const pixels = new Uint16Array(side * side);
  const view = { width: side, height: side, left: -2, top: 1.25, step: 2.5 / side, limit: 1000 };
  const [a, b, c] = [noise(order * order), noise(order * order), new Float64Array(order * order)];
  const shuffled = noise(length);
  const values = new Float64Array(length);
  const [x, y, z] = [new Float64Array(wide), noise(wide), noise(wide)];
  const fresh = () => values.set(shuffled);
  return {
    counter: {
      run: (threads) => native.counterSync({ n: count, threads }),
      twin: () => twins.counter(count),
      standalone: { n: count },
    },
    lcg: {
      run: (threads) => native.lcgSync({ n: chain, threads }),
      twin: () => twins.lcg(chain),
      standalone: { n: chain },
    },
    sum: {
      run: (threads) => native.sumSync({ n: count, threads }),
      twin: () => twins.sum(count),
      standalone: { n: count },
    },
    primes: {
      run: (threads) => native.primesSync({ n: limit, threads }),
      twin: () => twins.primes(limit),
      standalone: { n: limit },
    },
    mandelbrot: {
      run: (threads) => native.mandelbrotSync({ out: pixels, ...view, threads }),
      twin: () => twins.mandelbrot(pixels, side, side, view.limit, view.left, view.top, view.step),
      standalone: { n: side },
    },
    matmul: {
      run: (threads) =>
        native.matmulSync({ a, b, out: c, rows: order, inner: order, columns: order, threads }),
      twin: () => twins.matmul(a, b, c, order, order, order),
      standalone: { n: order },
    },
    sort: {
      before: fresh,
      run: (threads) => native.sortSync({ values, threads }),
      // oxlint-disable-next-line unicorn/no-array-sort -- in place is the point
      twin: () => twins.sort(values),
      standalone: { n: length },
    },
    triad: {
      repeat: 8, // one pass is too short to time
      run: (threads) => native.triadSync({ a: x, b: y, c: z, s: 3, threads }),
      twin: () => twins.triad(x, y, z, 3),
      standalone: { n: wide, repeat: 8 },
    },
    monteCarloPi: {
      run: (threads) => native.monteCarloPiSync({ n: points, threads }),
      twin: () => twins.monteCarloPi(points),
      standalone: { n: points },
    },
  };
}

/** Times one run, by the wall and by the processors: milliseconds. */
export function timed(one, work) {
  one.before?.();
  const cpu = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < (one.repeat ?? 1); i++) work();
  const elapsedMs = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { elapsedMs, cpuMs: (used.user + used.system) / 1000 };
}
