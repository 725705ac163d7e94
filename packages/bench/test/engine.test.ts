import { describe, expect, it } from 'vitest';
import type { Contender } from '../src/engine/contender.ts';
import { measureRounds, type RoundsPlan } from '../src/engine/measure-rounds.ts';
import { balancedOrders } from '../src/engine/orders.ts';
import { seededRandom } from '../src/engine/random.ts';

const contender = (id: string, wallMs: number, value: unknown = 'right'): Contender => ({
  id,
  run: () => Promise.resolve({ wallMs, cpuMs: null, startMs: null, value }),
});

const plan = (contenders: readonly Contender[], signal = new AbortController().signal): RoundsPlan => ({
  contenders,
  rounds: 4,
  random: seededRandom(1),
  warmUps: 1,
  signal,
  check: (value) => Promise.resolve(value === 'right' ? undefined : `expected right, got ${String(value)}`),
});

describe('the engine', () => {
  it('runs every contender once a round, and keeps its times', async () => {
    const { state, series, orders } = await measureRounds(plan([contender('a', 5), contender('b', 7)]));
    expect(state).toBe('complete');
    for (const order of orders) expect(order.toSorted()).toEqual(['a', 'b']);
    const a = series.get('a');
    expect(a?.state).toBe('measured');
    expect(a?.samples.map(({ round, wallMs }) => [round, wallMs])).toEqual([
      [0, 5],
      [1, 5],
      [2, 5],
      [3, 5],
    ]);
  });

  it('drops a contender whose result is wrong before its time counts, and says what was wrong', async () => {
    const { series } = await measureRounds(plan([contender('a', 5), contender('liar', 1, 'wrong')]));
    expect(series.get('liar')).toEqual({ state: 'wrong', reason: 'expected right, got wrong', samples: [] });
    expect(series.get('a')?.state).toBe('measured');
  });

  it('ends with what was finished when it is aborted', async () => {
    const controller = new AbortController();
    let runs = 0;
    const stopping: Contender = {
      id: 'a',
      run: () => {
        if (++runs === 3) controller.abort();
        return Promise.resolve({ wallMs: 1, cpuMs: null, startMs: null, value: 'right' });
      },
    };
    const { state, series } = await measureRounds(plan([stopping], controller.signal));
    expect(state).toBe('interrupted');
    expect(series.get('a')?.samples.length).toBe(2);
  });

  it('balances the order: in a block every item stands in every place once', () => {
    const items = ['a', 'b', 'c', 'd'];
    const block = balancedOrders(items, 4, seededRandom(3));
    for (let place = 0; place < 4; place++)
      expect(block.map((order) => order[place]).toSorted()).toEqual(items);
  });
});
