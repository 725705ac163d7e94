import { createExecutor, defineTask, EngineUnavailable } from '@counterpoint/core';
import { describe, expect, it } from 'vitest';

const count = defineTask(import.meta.url, 'count', (n: number): number => n, { kernel: 'counter' });

describe('createExecutor("native")', () => {
  it('is EngineUnavailable where no kernels are there, and says what to import', () => {
    expect(() => createExecutor('native')).toThrow(EngineUnavailable);
    expect(() => createExecutor('native')).toThrow("import '@counterpoint/native'");
  });

  it('takes kernels as an object of functions', () => {
    expect(() => createExecutor('native', { kernels: 5 as never })).toThrow(TypeError);
    expect(() => createExecutor('native', { kernels: { counter: 5 } as never })).toThrow(
      'expected "counter" to be a function',
    );
  });

  it('tells a binary that does not load as EngineUnavailable, with the reason', async () => {
    const reason = Object.assign(new Error('no binary; build it'), { code: 'ERR_NATIVE_UNAVAILABLE' });
    await using pool = createExecutor('native', { kernels: { counter: () => Promise.reject(reason) } });
    const error: unknown = await pool.submit(count, 1).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineUnavailable);
    expect(error).toMatchObject({ message: 'no binary; build it', cause: reason });
  });

  it('gives a job one thread, unless its input asks for more', async () => {
    const seen: object[] = [];
    const kernels = { counter: (input: object) => Promise.resolve(seen.push(input)) };
    await using pool = createExecutor('native', { kernels });
    const countTo = defineTask(import.meta.url, 'countTo', (options: object): object => options, {
      kernel: 'counter',
    });
    await pool.submit(count, 5);
    await pool.submit(countTo, { n: 5, threads: 3 });
    expect(seen).toEqual([
      { n: 5, threads: 1 },
      { n: 5, threads: 3 },
    ]);
  });
});
