import { describe, expect, it } from 'vitest';
import { renderTable } from '../src/render/table.ts';
import type { BenchResult, RowResult } from '../src/result/result.ts';

const row = (more: Partial<RowResult>): RowResult => ({
  id: 'cpp-O2-threads',
  language: 'JavaScript',
  model: 'multiprocessing',
  lanes: 64,
  build: 'g++ -O2 + barrier',
  state: 'measured',
  samples: [],
  ...more,
});

describe('the table', () => {
  it('fits 100 columns, and tells in full what is missing', () => {
    const reason = `${'g++ was not found and neither was anything else that compiles '.repeat(3)}: apt-get install g++ cmake make`;
    const result: BenchResult = {
      schemaVersion: 1,
      state: 'complete',
      startedAt: '',
      preset: 'quick',
      rounds: 3,
      seed: 1,
      environment: {
        cpu: 'a processor with quite a long name of its own, all of which nobody needs to read',
      },
      blocks: [
        {
          workload: 'sum',
          title: 'sum',
          size: 1e9,
          unit: 'terms',
          rows: [
            row({
              medianMs: 123_456.78,
              article: 3.19,
              speedUp: { value: 12.34, low: 10.12, high: 14.56, confidence: 0.96 },
            }),
            row({ state: 'missing', reason }),
          ],
        },
      ],
      printed: [],
      verdicts: [],
    };
    const text = renderTable(result);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('apt-get install g++ cmake make');
    expect(text).toContain('12.34x (10.12-14.56)');
  });
});
