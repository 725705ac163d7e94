import { describe, expect, it } from 'vitest';
import type { Contender } from '../src/engine/contender.ts';
import { gate } from '../src/engine/gate.ts';
import { measureRounds, WrongResult, type RoundsPlan } from '../src/engine/measure-rounds.ts';
import { balancedOrders } from '../src/engine/orders.ts';
import { keptPairs } from '../src/engine/pairs.ts';
import { seededRandom } from '../src/engine/random.ts';
import { warmUp } from '../src/engine/warm-up.ts';

const contender = (id: string, wallMs: number, value: unknown = 'right'): Contender => ({
  id,
  run: () => Promise.resolve({ wallMs, cpuMs: null, startMs: null, value }),
});

const plan = (contenders: readonly Contender[], more: Partial<RoundsPlan> = {}): RoundsPlan => ({
  contenders,
  looks: [4],
  batchRounds: 2,
  random: seededRandom(1),
  signal: new AbortController().signal,
  check: (value) => Promise.resolve(value === 'right' ? undefined : `expected right, got ${String(value)}`),
  ...more,
});

describe('the engine', () => {
  it('runs every contender once a round, and keeps its times with round and batch', async () => {
    const { state, series, orders } = await measureRounds(plan([contender('a', 5), contender('b', 7)]));
    expect(state).toBe('complete');
    for (const order of orders) expect(order.toSorted()).toEqual(['a', 'b']);
    const a = series.get('a');
    expect(a?.state).toBe('measured');
    expect(a?.samples.map(({ round, batch, wallMs, kept }) => [round, batch, wallMs, kept])).toEqual([
      [0, 0, 5, true],
      [1, 0, 5, true],
      [2, 1, 5, true],
      [3, 1, 5, true],
    ]);
  });

  it('opens and closes fresh processes around every batch, also when one fails', async () => {
    const events: string[] = [];
    const watched = (id: string, fails: boolean): Contender => ({
      id,
      open: async () => void events.push(`open ${id}`),
      run: () =>
        fails
          ? Promise.reject(new Error('broken'))
          : Promise.resolve({ wallMs: 1, cpuMs: null, startMs: null, value: 'right' }),
      close: async () => void events.push(`close ${id}`),
    });
    const { series } = await measureRounds(plan([watched('a', false), watched('b', true)]));
    expect(events).toEqual(['open a', 'open b', 'close a', 'close b', 'open a', 'close a', 'close b']);
    expect(series.get('b')).toEqual({ state: 'failed', reason: 'broken', samples: [] });
  });

  it('drops a contender whose result is wrong before its time counts, and says what was wrong', async () => {
    const checking: Contender = { id: 'own', run: () => Promise.reject(new WrongResult('2 is not 3')) };
    const { series } = await measureRounds(
      plan([contender('a', 5), contender('liar', 1, 'wrong'), checking]),
    );
    expect(series.get('liar')).toEqual({ state: 'wrong', reason: 'expected right, got wrong', samples: [] });
    expect(series.get('own')).toEqual({ state: 'wrong', reason: '2 is not 3', samples: [] });
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
    const { state, series } = await measureRounds(
      plan([stopping], { batchRounds: 4, signal: controller.signal }),
    );
    expect(state).toBe('interrupted');
    expect(series.get('a')?.samples).toHaveLength(2);
  });

  it('measures contended rounds again within the budget, and marks all of them', async () => {
    // Around round 1 and 2 the machine is busy; only one round may be measured again.
    const readings = [1, 1, 0.5, 1, 1, 1, 1, 1];
    const capacity = (): Promise<number> => Promise.resolve(readings.shift() ?? 1);
    const {
      series,
      contended,
      remeasured,
      capacity: shares,
    } = await measureRounds(plan([contender('a', 5)], { batchRounds: 4, capacity, remeasure: 1 }));
    expect([contended, remeasured]).toEqual([2, 1]);
    expect(series.get('a')?.samples.map((sample) => [sample.contended, sample.kept])).toEqual([
      [false, true],
      [true, false],
      [true, true],
      [false, true],
      [false, true],
    ]);
    expect(shares).toEqual([1, 0.5, 1, 1]);
  });

  it('asks only for the share of the machine that the work needs', async () => {
    const busy = { capacity: () => Promise.resolve(0.5), batchRounds: 4, remeasure: 0 };
    expect((await measureRounds(plan([contender('a', 5)], busy))).contended).toBe(4);
    expect((await measureRounds(plan([contender('a', 5)], { ...busy, free: 0.45 }))).contended).toBe(0);
  });

  it('measures the control against itself, and stops at a look that decides', async () => {
    const asked: number[] = [];
    const { control, series, looks } = await measureRounds(
      plan([contender('a', 5), contender('b', 5)], {
        control: 'a',
        looks: [2, 4, 6],
        decided: (_, look) => {
          asked.push(look);
          return look === 1;
        },
      }),
    );
    expect([asked, looks]).toEqual([[0, 1], 2]);
    const a = series.get('a')?.samples ?? [];
    expect(keptPairs(a, control)).toEqual([0, 0, 1, 1].map((batch) => ({ base: 5, other: 5, batch })));
  });

  it('balances the order: in a block every item stands in every place once', () => {
    const items = ['a', 'b', 'c', 'd'];
    const block = balancedOrders(items, 4, seededRandom(3));
    for (let place = 0; place < 4; place++)
      expect(block.map((order) => order[place]).toSorted()).toEqual(items);
  });
});

/** Takes these times, one a run; the last for ever. */
const times = (list: readonly number[]): Contender => {
  let next = 0;
  return {
    id: 'a',
    run: () => {
      const wallMs = list[Math.min(next, list.length - 1)] ?? 1;
      next++;
      return Promise.resolve({ wallMs, cpuMs: null, startMs: null, value: undefined });
    },
  };
};
const fine = (): Promise<void> => Promise.resolve();

describe('the warm-up', () => {
  const { signal } = new AbortController();

  it('ends when the level has not changed for five runs', async () => {
    const slowFirst = times([90, 60, 30, 10, 10.1, 9.9, 10, 10.1]);
    const { runs, state, first } = await warmUp(slowFirst, 30, signal, fine);
    expect([runs, state, first.wallMs]).toEqual([8, 'steady', 90]);
  });

  it('says that there was no steady state, and that nobody tried', async () => {
    const falling = times([1000, 500, 250, 120, 60, 30, 15, 7]);
    expect(await warmUp(falling, 8, signal, fine)).toMatchObject({ runs: 8, state: 'no steady state' });
    expect(await warmUp(times([1]), 1, signal, fine)).toMatchObject({ runs: 1, state: 'not tried' });
  });
});

describe('the gate', () => {
  const ratio = { value: 1.05, low: 1.02, high: 1.08, confidence: 0.95 };

  it('closes on a control that is not 1, and on cores that were not free', () => {
    const control = { where: 'x', row: 'a', ratio, containsOne: false };
    const closed = gate({ control, capacity: [1, 0.5, 0.5], cores: 2, needed: 2 });
    expect(closed).toEqual({
      state: 'inconclusive (machine)',
      reasons: [
        'a against itself is not 1: 1.050x (1.020-1.080)',
        '2 of 2 cores were free in only 1 of 3 rounds',
      ],
    });
  });

  it('asks only for the cores that the work needs', () => {
    expect(gate({ control: null, capacity: [0.5, 0.5], cores: 2, needed: 1 })).toEqual({ state: 'passed' });
  });
});
