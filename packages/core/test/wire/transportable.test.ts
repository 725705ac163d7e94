import { describe, expect, it } from 'vitest';
import { notTransportable } from '../../src/wire/transportable.ts';

/** The path that is named for a value that a structured clone refuses. */
const pathOf = (value: unknown): string =>
  notTransportable('args', value, structuredClone, new Error('refused')).path;

describe('what cannot cross', () => {
  it('is named by its path through arrays, objects, maps and sets', () => {
    const fn = (): number => 1;
    expect(pathOf([1, { a: { 'b c': fn } }])).toBe('args[1].a["b c"]');
    expect(pathOf([new Map([['key', fn]])])).toBe('args[0].get(key)');
    expect(pathOf([new Set([fn])])).toBe('args[0].values()');
    expect(pathOf([Symbol('x')])).toBe('args[0]');
  });

  it('is described by what it is', () => {
    const of = (value: unknown): string =>
      notTransportable('args', [value], structuredClone, new Error('refused')).message;
    expect(of(() => 1)).toMatch(/args\[0\] is a function, which cannot cross/);
    expect(of(Symbol('x'))).toMatch(/is a symbol/);
    expect(of(new WeakMap())).toMatch(/of the class WeakMap/);
    expect(of(new Proxy({}, {}))).toMatch(/is a Proxy/);
  });

  it('is found in spite of circles and getters that throw', () => {
    const circle: Record<string, unknown> = { fn: () => 1 };
    circle['self'] = circle;
    expect(pathOf([circle])).toBe('args[0].fn');
    const hostile = {
      get trap(): never {
        throw new Error('trap');
      },
    };
    expect(pathOf([hostile])).toBe('args[0]');
  });

  it('is the whole where no part of it is to blame', () => {
    const error = notTransportable('args', [1], structuredClone, new Error('out of memory'));
    expect(error.path).toBe('args');
    expect(error.message).toMatch(/out of memory/);
  });
});
