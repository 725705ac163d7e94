import { describe, expect, it } from 'vitest';
import * as native from '../src/index.ts';

const long: Record<string, () => object> = {
  counter: () => ({ n: 2 ** 50 }),
  lcg: () => ({ n: 2 ** 50, tasks: 3 }),
  sum: () => ({ n: 2 ** 32, tasks: 1000 }),
  primes: () => ({ n: 1e12 }),
  monteCarloPi: () => ({ n: 2 ** 50 }),
  mandelbrot: () => ({ out: new Uint16Array(2048 * 2048), width: 2048, height: 2048, limit: 65535 }),
  matmul: () => {
    const side = 1500;
    const matrix = (): Float64Array => new Float64Array(side * side);
    return { a: matrix(), b: matrix(), out: matrix(), rows: side, inner: side, columns: side };
  },
  sort: () => ({ values: Float64Array.from({ length: 4e6 }, (_, i) => (i * 7919) % 4e6) }),
};

describe('a signal', () => {
  it.each(Object.keys(long))('stops %s, which rejects with its reason', async (kernel) => {
    for (const threading of ['pool', 'spawn'] as const) {
      const controller = new AbortController();
      const reason = new Error('enough');
      const running = native.kernels[kernel]?.(long[kernel]?.() ?? {}, {
        threads: 2,
        threading,
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(reason), 15);
      await expect(running).rejects.toBe(reason);
    }
  });

  it('that was aborted before keeps the call from starting', async () => {
    await expect(native.counter({ n: 2 ** 50, signal: AbortSignal.abort('no') })).rejects.toBe('no');
  });

  it('takes a waiting call out of the queue at once', async () => {
    const busy = new AbortController();
    const blockers = Array.from({ length: 64 }, () =>
      native.counter({ n: 2 ** 50, threads: 1, signal: busy.signal }),
    );
    const controller = new AbortController();
    const waiting = native.counter({ n: 5, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toHaveProperty('name', 'AbortError');
    busy.abort();
    expect((await Promise.allSettled(blockers)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await native.counter({ n: 5 })).toBe(5);
  });

  it('that is aborted after the end changes nothing', async () => {
    const controller = new AbortController();
    expect(await native.counter({ n: 5, signal: controller.signal })).toBe(5);
    controller.abort();
  });
});
