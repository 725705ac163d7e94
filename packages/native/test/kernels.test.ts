import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callSync } from '../src/call.ts';
import * as native from '../src/index.ts';
import { samples } from '../src/kernels/sample.ts';
import * as twins from '../src/twins.ts';

const layout = {
  threads: fc.integer({ min: 1, max: 9 }),
  schedule: fc.constantFrom('static' as const, 'dynamic' as const, undefined),
  threading: fc.constantFrom('pool' as const, 'spawn' as const),
};

/** Sizes around the edges first: 0, 1, 2, then anything up to `max`. */
const size = (max: number, min = 0): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(...[0, 1, 2, 3].filter((n) => n >= min)), fc.integer({ min, max }));

const doubles = (max: number): fc.Arbitrary<Float64Array> =>
  fc.float64Array({ minLength: 0, maxLength: max, noNaN: true, noDefaultInfinity: true });

async function holds(property: fc.IAsyncProperty<unknown>): Promise<void> {
  await fc.assert(property, { numRuns: 40 });
}

/** Arrays as their bytes, which compare quickly: -0 is not 0, and NaN is itself. */
const comparable = (value: unknown): unknown =>
  ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
const memory = (input: object): unknown[] => Object.values(input).map(comparable);
const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(comparable(one), comparable(other));

describe('every kernel comes to what its JavaScript twin does, for any size, threads and split', () => {
  it('and has a sample, but for noop', () => {
    expect([...samples.keys(), 'noop'].toSorted()).toEqual(native.kernelNames);
  });

  it.each([...samples])('%s', (kernel, { sizes: [least, greatest], input, twin }) =>
    holds(
      fc.asyncProperty(fc.record({ size: size(greatest, least), ...layout }), async (options) => {
        const [ours, sync, theirs] = [input(options.size), input(options.size), input(options.size)];
        const expected = twin(theirs);
        const value = await native.kernels[kernel]?.(ours, options);
        expect(same(value, expected)).toBe(true);
        expect(same(callSync(kernel, { ...sync, threads: options.threads }), expected)).toBe(true);
        expect(same(memory(ours), memory(theirs)) && same(memory(sync), memory(theirs))).toBe(true);
        if (ArrayBuffer.isView(value)) expect(Object.values(ours).includes(value)).toBe(true);
      }),
    ),
  );

  it('counter, lcg and sum of several tasks', () =>
    holds(
      fc.asyncProperty(
        fc.record({ n: size(1_500_000), tasks: fc.integer({ min: 1, max: 6 }), ...layout }),
        async (options) => {
          const each = Array.from({ length: options.tasks });
          expect(await native.counter(options)).toEqual(each.map(() => options.n));
          expect(await native.sum(options)).toEqual(each.map(() => twins.sum(options.n)));
          expect(native.lcgSync(options)).toEqual(each.map((_, task) => twins.lcg(options.n, task)));
        },
      ),
    ));

  it('lcg and monteCarloPi from any seed', () =>
    holds(
      fc.asyncProperty(
        fc.record({ n: size(200_000, 1), seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }), ...layout }),
        async (options) => {
          expect(await native.lcg(options)).toBe(twins.lcg(options.n, options.seed));
          expect(await native.monteCarloPi(options)).toBe(twins.monteCarloPi(options.n, options.seed));
        },
      ),
    ));

  it('mandelbrot of any shape and limit', () =>
    holds(
      fc.asyncProperty(
        fc.record({ width: size(40), height: size(40), limit: fc.integer({ min: 0, max: 3000 }), ...layout }),
        async (options) => {
          const { width, height, limit } = options;
          const out = new Uint16Array(width * height);
          expect(await native.mandelbrot({ ...options, out })).toBe(out);
          expect(out).toEqual(twins.mandelbrot(new Uint16Array(width * height), width, height, limit));
        },
      ),
    ));

  it('matmul of any shape', () =>
    holds(
      fc.asyncProperty(
        fc.record({ rows: size(40), inner: size(70), columns: size(40), ...layout }),
        async (options) => {
          const { rows, inner, columns } = options;
          const a = Float64Array.from({ length: rows * inner }, (_, i) => Math.sin(i));
          const b = Float64Array.from({ length: inner * columns }, (_, i) => Math.cos(i));
          const out = new Float64Array(rows * columns).fill(NaN);
          await native.matmul({ ...options, a, b, out });
          expect(out).toEqual(twins.matmul(a, b, new Float64Array(out.length), rows, inner, columns));
        },
      ),
    ));

  it('sort of any doubles', () =>
    holds(
      fc.asyncProperty(
        fc.float64Array({ minLength: 0, maxLength: 300 }),
        fc.record(layout),
        async (values, options) => {
          const expected = values.toSorted();
          expect(await native.sort({ ...options, values })).toBe(values);
          expect(Array.from(values)).toEqual(Array.from(expected)); // toEqual tells -0 from 0
        },
      ),
    ));

  it('sort of many doubles, so that runs are merged', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 30_000, max: 300_000 }),
        fc.record(layout),
        async (length, options) => {
          let state = length;
          const values = Float64Array.from({ length }, () => (state = twins.lcg(1, state)) % 5000);
          const expected = values.toSorted();
          await native.sort({ ...options, values });
          expect(Buffer.from(values.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
        },
      ),
      { numRuns: 10 },
    ));

  it('triad of any doubles', () =>
    holds(
      fc.asyncProperty(doubles(500), fc.double({ noNaN: true }), fc.record(layout), async (b, s, options) => {
        const c = b.map((value) => value / 3);
        const a = new Float64Array(b.length);
        await native.triad({ ...options, a, b, c, s });
        expect(a).toEqual(twins.triad(new Float64Array(b.length), b, c, s));
      }),
    ));
});

describe('known results', () => {
  it('counts the primes below powers of ten', async () => {
    for (const [n, count] of [
      [10, 4],
      [1e3, 168],
      [1e6, 78_498],
      [1e8, 5_761_455],
    ] as const) {
      expect(await native.primes({ n })).toBe(count);
    }
  });

  it('sums exactly: a number while it is safe, a BigInt above', async () => {
    expect(await native.sum({ n: 1e8, threads: 4 })).toBe(4_999_999_950_000_000);
    expect(await native.sum({ n: 134_217_728 })).toBe(9_007_199_187_632_128);
    expect(await native.sum({ n: 200_000_000 })).toBe(19_999_999_900_000_000n);
  });

  it('gives detail when asked', async () => {
    const detail = await native.counter({ n: 1e6, threads: 3, detail: true });
    expect(detail.value).toBe(1e6);
    expect(detail.threadMs).toHaveLength(3);
    expect(detail.elapsedMs).toBeGreaterThan(0);
  });

  it('works in place on shared memory', async () => {
    const values = new Float64Array(new SharedArrayBuffer(8 * 1000)).map((_, i) => -i);
    await native.sort({ values });
    expect(values[0]).toBe(-999);
  });
});
