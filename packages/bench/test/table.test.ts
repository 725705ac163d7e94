import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../src/render/table.ts';
import type { BenchResult } from '../src/result/result.ts';

const sample = JSON.parse(
  readFileSync(new URL('./fixtures/sample-result.json', import.meta.url), 'utf8'),
) as BenchResult;

describe('the table', () => {
  it('fits 100 columns, and tells in full what is missing', () => {
    const text = renderTable(sample);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('pypy3 was not found: apt-get install pypy3');
    expect(text).toContain('1.85x (1.81-1.88)');
  });
});
