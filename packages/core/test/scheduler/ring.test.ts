import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '../../src/scheduler/priority-queue.ts';
import { Ring } from '../../src/scheduler/ring.ts';

describe('a ring', () => {
  it('does what an array does, whatever is added and taken in whatever order', () => {
    const step = fc.constantFrom('push', 'push', 'push', 'unshift', 'shift', 'at' as const);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const ring = new Ring<number>();
        const model: number[] = [];
        for (const [n, what] of steps.entries()) {
          if (what === 'push') void (ring.push(n), model.push(n));
          else if (what === 'unshift') void (ring.unshift(n), model.unshift(n));
          else if (what === 'shift') expect(ring.shift()).toBe(model.shift());
          else expect(ring.at(n % 7)).toBe(model[n % 7]);
          expect(ring.length).toBe(model.length);
        }
      }),
    );
  });

  it('gives nothing when empty, and nothing beyond its ends', () => {
    const ring = new Ring<string>();
    expect(ring.shift()).toBeUndefined();
    ring.push('a');
    expect([ring.at(-1), ring.at(0), ring.at(1)]).toEqual([undefined, 'a', undefined]);
  });

  it('keeps its order through growing, wrapping around and being emptied', () => {
    const ring = new Ring<number>();
    for (let n = 0; n < 10; n++) ring.push(n);
    for (let n = 0; n < 10; n++) ring.shift();
    for (let n = 0; n < 20_000; n++) ring.push(n);
    for (let n = 0; n < 20_000; n++) expect(ring.shift()).toBe(n);
    expect(ring.length).toBe(0);
  });
});

describe('a priority queue', () => {
  it('gives the highest priority first, and equal ones in the order of their coming', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('push' as const), priority: fc.integer({ min: -2, max: 2 }) }),
      fc.record({ do: fc.constant('unshift' as const), priority: fc.integer({ min: -2, max: 2 }) }),
      fc.constant({ do: 'shift' as const, priority: 0 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new PriorityQueue<{ id: number; priority: number }>();
        let model: { id: number; priority: number }[] = [];
        const first = (): { id: number; priority: number } | undefined =>
          model.toSorted((a, b) => b.priority - a.priority)[0];
        for (const [id, { do: what, priority }] of steps.entries()) {
          const item = { id, priority };
          if (what === 'push') void (queue.push(item), model.push(item));
          else if (what === 'unshift') void (queue.unshift(item), model.unshift(item));
          else {
            const expected = first();
            expect(queue.peek()).toBe(expected);
            expect(queue.shift()).toBe(expected);
            model = model.filter((other) => other !== expected);
          }
          expect(queue.length).toBe(model.length);
        }
      }),
    );
  });
});
