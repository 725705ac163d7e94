import { readFileSync } from 'node:fs';
import type { BenchResult } from '../../src/document/result.ts';

/** A document with every study, every state and every id of the article but some programs; its figures are invented. */
export const SAMPLE: BenchResult = JSON.parse(
  readFileSync(new URL('../fixtures/sample-result.json', import.meta.url), 'utf8'),
) as BenchResult;

/** Ids of the article: programs, claims, cells of its table, edges of its flowchart. */
export const ARTICLE_IDS: readonly string[] = Object.entries({ P: 9, C: 10, T: 12, F: 4 }).flatMap(
  ([letter, count]) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

const FREE_TEXT = new Set(
  'task title reason claim saw says advice ours oursText cpu command unit runtime calls where rule python'.split(
    ' ',
  ),
);

/** What must stay text wherever it stands. */
export const HOSTILE = `<script>globalThis.ran = true</script><img src=x onerror="globalThis.ran = true">'"&amp;|\`\u001b[31m`;

/** The sample with hostile text in every field that holds free text. */
export function hostileSample(): BenchResult {
  return JSON.parse(JSON.stringify(SAMPLE), (key, value: unknown) =>
    FREE_TEXT.has(key) && typeof value === 'string' ? `${value}${HOSTILE}` : value,
  ) as BenchResult;
}
