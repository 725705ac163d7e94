import { describe, expect, it } from 'vitest';
import { escapeMarkup, markup } from '../../src/render/html/markup.ts';
import { renderHtml } from '../../src/render/html/report.ts';
import { drawSvg } from '../../src/render/html/svg.ts';
import { dot } from '@observablehq/plot';
import type { BenchResult } from '../../src/document/result.ts';
import { ARTICLE_IDS, SAMPLE } from './sample.ts';

describe('markup', () => {
  it('escapes what is put in, joins arrays, and leaves markup as it is', () => {
    expect(markup`<p title="${'"<'}">${['a&', markup`<b>c</b>`]}${undefined}</p>`.text).toBe(
      '<p title="&quot;&lt;">a&amp;<b>c</b></p>',
    );
  });

  it('escapes both quotes', () => {
    expect(escapeMarkup(`'"`)).toBe('&#39;&quot;');
  });
});

describe('a chart', () => {
  it('is well-formed XML with title and description, also where a name holds markup', () => {
    const hostile = `<script>&"'`;
    const { text } = drawSvg(
      { title: hostile, description: hostile },
      { marks: [dot([{ x: 1, y: hostile }], { x: 'x', y: 'y', title: 'y', ariaLabel: 'y' })] },
    );
    expect(text).not.toContain('<script');
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
    expect(text).toContain('<title>&lt;script&gt;&amp;&quot;&#39;</title>');
  });
});

describe('the HTML report', () => {
  const page = renderHtml(SAMPLE);

  it('names every id of the article', () => {
    for (const id of ARTICLE_IDS) expect(page).toContain(`<b>${id}</b>`);
  });

  it('refers to nothing outside of itself', () => {
    const withoutNames = page.replaceAll('http://www.w3.org/2000/svg', '');
    expect(withoutNames).not.toMatch(/(src|href)="(?!#|data:,")/);
    expect(withoutNames).not.toMatch(/url\(|@import|https?:\/\//);
  });

  it('stays below 1 MB with many workloads and many samples, and then leaves the samples out', () => {
    const large = JSON.parse(JSON.stringify(SAMPLE)) as {
      studies: { type: string; blocks?: { rows: { samples: unknown[] }[] }[] }[];
    };
    const article = large.studies.find(({ type }) => type === 'article');
    const [block] = article?.blocks ?? [];
    if (article?.blocks === undefined || block === undefined) throw new Error('the sample has no block');
    const samples = Array.from({ length: 80 }, (_, round) => ({
      round,
      batch: 0,
      wallMs: round + 0.123_456_789,
      cpuMs: 1.5,
      startMs: null,
      contended: false,
      kept: true,
    }));
    article.blocks = Array.from({ length: 18 }, () => ({
      ...block,
      rows: block.rows.map((row) => ({ ...row, samples })),
    }));
    const rendered = renderHtml(large as unknown as BenchResult);
    expect(Buffer.byteLength(rendered)).toBeLessThan(1_000_000);
    expect(rendered).toContain('without its raw samples');
  });

  it('renders a run that was interrupted before the first study', () => {
    expect(renderHtml({ ...SAMPLE, studies: [], state: 'interrupted' })).toContain('This run is interrupted');
  });
});
