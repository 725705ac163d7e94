import { execFileSync } from 'node:child_process';
import { counterSync, standalone } from '@counterpoint/native';
import { describe, expect, it } from 'vitest';

const N = 2_000_000;
const RUNS = 15;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Median of the ratios of four times the work to the work, each pair measured back to back. */
const ratioOf = (elapsed: (n: number) => number): number =>
  median(Array.from({ length: RUNS }, () => elapsed(4 * N) / elapsed(N)));

describe('the counter is not deleted by the optimiser', () => {
  it('in the addon: four times the steps take more than twice the time', () => {
    expect(ratioOf((n) => counterSync({ n, threads: 1, detail: true }).elapsedMs)).toBeGreaterThan(2);
  });

  it('in the standalone program: four times the steps take more than twice the time', () => {
    const found = standalone();
    if (!found.available) throw new Error(found.reason);
    const elapsed = (n: number): number => {
      const text = execFileSync(found.from, ['counter', '--n', String(n), '--threads', '1', '--json'], {
        encoding: 'utf8',
      });
      return (JSON.parse(text) as { elapsedNs: number }).elapsedNs;
    };
    expect(ratioOf(elapsed)).toBeGreaterThan(2);
  });
});
