import { describe, expect, it } from 'vitest';
import { ItemSource } from '../../src/scheduler/item-source.ts';

function* letters(log: string[]): Generator<string> {
  try {
    yield* ['a', 'b', 'c'];
  } finally {
    log.push('closed');
  }
}

describe('a source of items', () => {
  it('gives an array a portion at a time, and knows how many are left', () => {
    const source = new ItemSource([1, 2, 3]);
    expect([source.total, source.left, source.ended]).toEqual([3, 3, false]);
    expect(source.pull(2)).toEqual([1, 2]);
    expect([source.pulled, source.left, source.ended]).toEqual([2, 1, false]);
    expect(source.pull(5)).toEqual([3]);
    expect([source.left, source.ended]).toEqual([0, true]);
  });

  it('has ended at once where there is nothing', () => {
    expect(new ItemSource([]).ended).toBe(true);
    expect(new ItemSource(new Set()).pull(1)).toEqual([]);
  });

  it('keeps numbers packed', () => {
    const source = new ItemSource(Float64Array.of(1, 2, 3));
    expect(source.pull(2)).toEqual(Float64Array.of(1, 2));
    expect(source.packed).toBe(true);
  });

  it('pulls an iterable no further than it is asked to, and closes it', async () => {
    const log: string[] = [];
    const source = new ItemSource(letters(log));
    expect(source.total).toBeUndefined();
    expect(source.pull(1)).toEqual(['a']);
    await source.close();
    await source.close();
    expect(log).toEqual(['closed']);
  });

  it('knows the size of sets and maps', () => {
    expect(new ItemSource(new Set(['x', 'y'])).total).toBe(2);
    expect(new ItemSource(new Map([[1, 2]])).pull(9)).toEqual([[1, 2]]);
  });

  it('gives the items of an async input one by one', async () => {
    // oxlint-disable-next-line typescript/require-await -- an async input
    async function* numbers(): AsyncGenerator<number> {
      yield 1;
      yield 2;
    }
    const source = new ItemSource(numbers());
    expect([await source.pull(9), await source.pull(9), await source.pull(9)]).toEqual([[1], [2], []]);
    expect(source.ended).toBe(true);
  });

  it('is over, and asks for no return, where the input threw', async () => {
    const log: string[] = [];
    const broken = {
      [Symbol.iterator]: () => ({
        next: (): never => {
          throw new Error('broken');
        },
        return: (): IteratorResult<never> => {
          log.push('returned');
          return { done: true, value: undefined };
        },
      }),
    };
    const source = new ItemSource(broken);
    expect(() => source.pull(1)).toThrow('broken');
    await source.close();
    expect([source.ended, log]).toEqual([true, []]);
  });

  it('gives what came before the input threw, then throws', async () => {
    function* broken(): Generator<number> {
      yield 1;
      throw new Error('broken');
    }
    const source = new ItemSource(broken());
    expect(source.pull(5)).toEqual([1]);
    expect([source.pulled, source.ended]).toEqual([1, false]);
    expect(() => source.pull(5)).toThrow('broken');
    expect(source.ended).toBe(true);
  });

  it('keeps a large portion of numbers packed, until another value comes', () => {
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    expect(new ItemSource(new Set(numbers)).pull(200)).toEqual(Float64Array.from(numbers));
    expect(new ItemSource(new Set([...numbers, 'x'])).pull(200)).toEqual([...numbers, 'x']);
    expect(new ItemSource(new Set(numbers)).pull(Infinity)).toEqual(numbers);
  });

  it('swallows what an input throws while it is closed', async () => {
    const source = new ItemSource({
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: 1 }),
        return: (): never => {
          throw new Error('cannot clean up');
        },
      }),
    });
    void source.pull(1);
    await expect(source.close()).resolves.toBeUndefined();
  });

  it('refuses what is not iterable', () => {
    expect(() => new ItemSource(5 as never)).toThrow(/expected an iterable/);
  });
});
