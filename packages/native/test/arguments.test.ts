import { describe, expect, it } from 'vitest';
import * as native from '../src/index.ts';

const wrong: [string, object, string, string][] = [
  [
    'counter',
    {},
    'TypeError',
    'counter: expected `n` to be an integer from 0 to 9007199254740991, got undefined',
  ],
  ['counter', { n: -1 }, 'RangeError', 'got -1'],
  ['counter', { n: NaN }, 'RangeError', 'got NaN'],
  ['counter', { n: 1.5 }, 'RangeError', 'got 1.5'],
  ['counter', { n: Infinity }, 'RangeError', 'got Infinity'],
  ['counter', { n: 1n }, 'TypeError', 'got a BigInt'],
  ['counter', { n: '5' }, 'TypeError', 'got "5"'],
  ['counter', { n: 2 ** 53 }, 'RangeError', 'got 9007199254740992'],
  ['sum', { n: 2 ** 32 + 1 }, 'RangeError', 'expected `n` to be an integer from 0 to 4294967296'],
  ['primes', { n: 1e13 }, 'RangeError', 'got 10000000000000'],
  [
    'counter',
    { n: 1, threads: 0 },
    'RangeError',
    'expected `threads` to be an integer from 1 to 1024, got 0',
  ],
  ['counter', { n: 1, threads: 1e6 }, 'RangeError', 'got 1000000'],
  ['counter', { n: 1, threads: 1.5 }, 'RangeError', 'got 1.5'],
  ['counter', { n: 1, threads: null }, 'TypeError', 'got null'],
  ['counter', { n: 1, tasks: 0 }, 'RangeError', 'expected `tasks`'],
  ['counter', { n: 1, schedule: 'fair' }, 'RangeError', 'to be "static" or "dynamic", got "fair"'],
  ['counter', { n: 1, detail: 1 }, 'TypeError', 'expected `detail` to be true or false, got 1'],
  ['sort', { values: [3, 1] }, 'TypeError', 'expected `values` to be a Float64Array, got an array'],
  ['sort', { values: new Float32Array(2) }, 'TypeError', 'got a Float32Array'],
  [
    'mandelbrot',
    { out: new Uint16Array(3), width: 2, height: 2 },
    'RangeError',
    'expected `out` to have 4 elements (width * height), got 3',
  ],
];

const kernels = native as unknown as Record<string, (options: unknown) => unknown>;
const run = async (kernel: string, options: unknown): Promise<unknown> => kernels[kernel]?.(options);
const runSync = (kernel: string, options: unknown): unknown => kernels[`${kernel}Sync`]?.(options);

describe('wrong arguments', () => {
  it.each(wrong)('%s(%o) is a %s', async (kernel, options, name, message) => {
    await expect(run(kernel, options)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(() => runSync(kernel, options)).toThrow(message);
  });

  it('no options at all', async () => {
    await expect(run('counter', undefined)).rejects.toThrow('expected `n`');
    await expect(run('counter', 7)).rejects.toThrow('counter: expected an options object, got 7');
  });

  it('a signal that is none', async () => {
    await expect(run('counter', { n: 1, signal: true })).rejects.toThrow(
      'expected `signal` to be an AbortSignal',
    );
  });

  it('detached memory', async () => {
    const values = new Float64Array(8);
    structuredClone(values.buffer, { transfer: [values.buffer] });
    await expect(native.sort({ values })).rejects.toThrow('detached');
  });

  it('memory that may shrink', async () => {
    const Resizable = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
    const values = new Float64Array(new Resizable(64, { maxByteLength: 128 }));
    await expect(native.sort({ values })).rejects.toThrow('resizable');
  });

  it('a product written over its factor', async () => {
    const a = new Float64Array(4);
    await expect(
      native.matmul({ a, b: new Float64Array(4), out: a, rows: 2, inner: 2, columns: 2 }),
    ).rejects.toThrow('overlaps `a`');
  });

  it('a sum written over a part of what it adds', async () => {
    const memory = new Float64Array(9);
    const [a, b] = [memory.subarray(1), memory.subarray(0, 8)];
    await expect(native.triad({ a, b, c: new Float64Array(8), s: 1 })).rejects.toThrow('overlaps `b`');
    await expect(native.triad({ a, b: a, c: a, s: 1 })).resolves.toBe(a);
  });

  it('a getter that detaches what was read before it', async () => {
    const values = new Float64Array(8);
    const options = {
      values,
      get threads() {
        structuredClone(values.buffer, { transfer: [values.buffer] });
        return 1;
      },
    };
    await expect(run('sort', options)).rejects.toThrow('detached by a getter');
    expect(() => runSync('sort', options)).toThrow('detached');
  });
});
