import { describe, expect, it } from 'vitest';
import { judge } from '../src/claims/claims.ts';
import type { BlockResult } from '../src/result/article.ts';

const block = (workload: string, id: string, low: number, high: number, confidence = 0.96): BlockResult => ({
  workload,
  title: '',
  kind: 'cpu',
  cold: false,
  rounds: 12,
  control: null,
  gate: { state: 'passed' },
  orders: [],
  size: 1,
  unit: '',
  rows: [
    {
      id,
      language: '',
      runtime: '',
      model: 'threads',
      calls: '',
      base: '',
      lanes: 2,
      build: '',
      state: 'measured',
      samples: [],
      speedUp: { value: (low + high) / 2, low, high, confidence },
    },
  ],
});
const verdict = (one: BlockResult, id: string): string | undefined =>
  judge([one]).find((other) => other.id === id)?.verdict;

describe('the verdict on a claim', () => {
  it('needs the whole interval on one side', () => {
    expect(verdict(block('counter', 'cpp-O0-threads', 1.7, 1.9), 'C2')).toBe('reproduced');
    expect(verdict(block('counter', 'cpp-O0-threads', 0.9, 1.02), 'C2')).toBe('not reproduced');
    expect(verdict(block('counter', 'cpp-O0-threads', 0.9, 1.9), 'C2')).toBe('inconclusive');
    expect(verdict(block('counter', 'py-threading', 0.8, 1.02), 'C1')).toBe('reproduced');
    expect(verdict(block('shortSum', 'py-multiprocessing', 0.05, 0.1), 'C4')).toBe('reproduced');
  });

  it('is inconclusive with too few rounds, or nothing measured', () => {
    expect(verdict(block('counter', 'cpp-O0-threads', 1.7, 1.9, 0.75), 'C2')).toBe('inconclusive');
    expect(judge([]).map(({ verdict: all }) => all)).toEqual(Array.from({ length: 5 }, () => 'inconclusive'));
  });
});
