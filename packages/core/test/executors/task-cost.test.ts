import { beforeEach, describe, expect, it } from 'vitest';
import { TaskCost } from '../../src/executors/auto/task-cost.ts';
import { Estimate } from '../../src/scheduler/estimate.ts';

describe('sharing with threads', () => {
  let cost: TaskCost;

  /** Tells whether sharing goes on where a job was thought to take `hereMs`, and so many were done in 60 ms. */
  const paysAfter = (items: number, hereMs: number): boolean => {
    expect(cost.sharingPays(hereMs, 1000)).toBe(true);
    cost.shared = true;
    cost.sharedItems = items;
    return cost.sharingPays(hereMs, 1060);
  };

  beforeEach(() => {
    cost = new TaskCost(new Estimate());
  });

  it('is given up where this loop alone would do more', () => {
    expect(paysAfter(4, 10)).toBe(false);
  });

  it('goes on where this loop alone would do less', () => {
    expect(paysAfter(8, 10)).toBe(true);
  });

  it('is held against what a job took here before it was shared, as it may have made the job longer', () => {
    cost.ranHere(100, 10);
    expect(paysAfter(4, 20)).toBe(false);
  });

  it('is held against what a job takes of late where the first ones were slow', () => {
    cost.ranHere(1000, 10);
    expect(paysAfter(4, 10)).toBe(false);
  });

  it('is not held against what was shared', () => {
    cost.shared = true;
    cost.ranHere(10, 10);
    cost.shared = false;
    expect(paysAfter(8, 10)).toBe(true);
  });

  it('is judged by jobs that ran here since it was last given up', () => {
    cost.ranHere(10, 10);
    expect(paysAfter(8, 10)).toBe(false);
    cost.shared = false;
    cost.ranHere(100, 10);
    expect(cost.sharingPays(10, 2000)).toBe(true);
    cost.shared = true;
    cost.sharedItems = 8;
    expect(cost.sharingPays(10, 2060)).toBe(true);
  });
});
