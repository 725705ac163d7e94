import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeClaims } from '../src/claims/claims.ts';
import { measureCells } from '../src/claims/cells.ts';
import { measureEdges } from '../src/claims/edges.ts';
import { EMPTY_ARTICLE } from '../src/claims/evidence.ts';
import type { GateResult } from '../src/engine/gate.ts';
import type { ArticleStudy, BlockResult } from '../src/result/article.ts';
import type { ClaimResult } from '../src/result/claim.ts';
import type { BenchResult } from '../src/document/result.ts';
import type { Sample } from '../src/engine/sample.ts';

const block = (
  workload: string,
  id: string,
  low: number,
  high: number,
  more: { confidence?: number; gate?: GateResult; batches?: number[] } = {},
): BlockResult => ({
  workload,
  title: '',
  kind: 'cpu',
  cold: false,
  rounds: 12,
  control: null,
  gate: more.gate ?? { state: 'passed' },
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
      batches: more.batches ?? [(low + high) / 2, (low + high) / 2],
      speedUp: { value: (low + high) / 2, low, high, confidence: more.confidence ?? 0.96 },
    },
  ],
});
const study = (...blocks: BlockResult[]): ArticleStudy => ({ ...EMPTY_ARTICLE, blocks });
const verdict = (one: BlockResult, id: string): string | undefined =>
  judgeClaims([study(one)]).find((other) => other.id === id)?.verdict;

describe('the verdict on a claim', () => {
  it('needs the whole interval on one side', () => {
    expect(verdict(block('counter', 'cpp-O0-threads', 1.7, 1.9), 'C2')).toBe('reproduced');
    expect(verdict(block('counter', 'cpp-O0-threads', 0.9, 1.02), 'C2')).toBe('not reproduced');
    expect(verdict(block('counter', 'cpp-O0-threads', 0.9, 1.9), 'C2')).toBe('inconclusive');
    expect(verdict(block('counter', 'py-threading', 0.8, 1.02), 'C1')).toBe('reproduced');
    expect(verdict(block('counter', 'py-threading', 1.5, 1.9), 'C1')).toBe('not reproduced');
    expect(verdict(block('shortSum', 'py-multiprocessing', 0.05, 0.1), 'C4')).toBe('reproduced');
  });

  it('is never both in two runs whose intervals overlap: between the limits nothing is decided', () => {
    expect(verdict(block('counter', 'cpp-O0-threads', 1.06, 1.09), 'C2')).toBe('inconclusive');
    expect(verdict(block('counter', 'py-threading', 1.12, 1.18), 'C1')).toBe('inconclusive');
    expect(verdict(block('shortSum', 'py-multiprocessing', 0.92, 0.94), 'C4')).toBe('inconclusive');
  });

  it('must hold in the table of all claims: one round against five is not enough', () => {
    const times = (wallMs: readonly number[]): Sample[] =>
      wallMs.map((one, round) => ({
        round,
        batch: 0,
        wallMs: one,
        cpuMs: null,
        startMs: null,
        contended: false,
        kept: true,
      }));
    const [first] = block('counter', 'cpp-O0-threads', 1.7, 1.9).rows;
    const judged = (other: readonly number[]): ClaimResult | undefined => {
      if (first === undefined) return undefined;
      const rows = [
        { ...first, id: 'one', samples: times(other.map(() => 180)) },
        { ...first, base: 'one', samples: times(other) },
      ];
      const counter = { ...block('counter', 'x', 1, 1), rows };
      return judgeClaims([study(counter)]).find(({ id }) => id === 'C2');
    };
    expect(judged(Array(12).fill(100))).toMatchObject({ verdict: 'reproduced', pHolm: 2 / 2 ** 12 });
    expect(judged([...Array(5).fill(100), 200])).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('by Holm'),
    });
  });

  it('on lost updates takes none lost for no evidence', () => {
    const row = block('lostUpdates', 'py-plain', 1, 1).rows.map((one) => ({ ...one, build: 'unprotected' }));
    const lost = (reason: string): BlockResult => ({
      ...block('lostUpdates', 'py-plain', 1, 1),
      rows: row.map((one) => ({ ...one, reason })),
    });
    expect(verdict(lost('lost 0 to 0 of 800000 updates'), 'C8')).toBe('inconclusive');
    expect(verdict(lost('lost 0 to 7 of 800000 updates'), 'C8')).toBe('reproduced');
  });

  it('is inconclusive with too few rounds, a closed gate, or batches that do not agree', () => {
    const good = ['counter', 'cpp-O0-threads', 1.7, 1.9] as const;
    expect(verdict(block(...good, { confidence: 0.75 }), 'C2')).toBe('inconclusive');
    expect(
      verdict(block(...good, { gate: { state: 'inconclusive (machine)', reasons: ['busy'] } }), 'C2'),
    ).toBe('inconclusive');
    expect(verdict(block(...good, { batches: [1.8, 0.7] }), 'C2')).toBe('inconclusive');
  });

  it('is there for every id of the article, also when nothing was measured', () => {
    const claims = judgeClaims([]);
    expect(claims.map(({ id }) => id)).toEqual(claims.map((_, i) => `C${i + 1}`));
    expect(new Set(claims.map((claim) => claim.verdict))).toEqual(new Set(['inconclusive']));
    expect(measureCells([]).map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => `T${i + 1}`));
    expect(measureEdges([]).map(({ id }) => id)).toEqual(['F1', 'F2', 'F3', 'F4']);
  });

  it('follows from the studies of overhead and of waits', () => {
    const sample = JSON.parse(
      readFileSync(new URL('./fixtures/sample-result.json', import.meta.url), 'utf8'),
    ) as BenchResult;
    const found = Object.fromEntries(judgeClaims(sample.studies).map((claim) => [claim.id, claim]));
    expect(found['C7']).toMatchObject({ verdict: 'reproduced', unit: 'x' });
    expect(found['C9']?.ours?.value).toBeCloseTo(22 / 6.1, 6);
    expect(found['C6']?.reason).toContain('not measured');
  });
});
