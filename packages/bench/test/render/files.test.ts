import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/render/csv.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { ARTICLE_IDS, hostileSample, SAMPLE } from './sample.ts';

const cells = (line: string): number => line.replaceAll(String.raw`\|`, '').split('|').length;

describe('the rendering as Markdown', () => {
  it('holds every claim, cell and edge of the article, and how to run it again', () => {
    const text = renderMarkdown(SAMPLE);
    for (const id of ARTICLE_IDS.filter((one) => !one.startsWith('P'))) expect(text).toContain(`| ${id} |`);
    expect(text).toContain(SAMPLE.command);
  });

  it('has as many cells in a row as in its head, whatever a name holds', () => {
    let width = 0;
    for (const line of renderMarkdown(hostileSample()).split('\n')) {
      if (!line.startsWith('|')) width = 0;
      else if (width === 0) width = cells(line);
      else expect(cells(line)).toBe(width);
    }
  });

  it('leaves no raw HTML', () => {
    const outsideCode = renderMarkdown(hostileSample()).replaceAll(/```sh[\s\S]*?```/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)<(script|img)/);
  });
});

describe('the rendering as CSV', () => {
  it('has a line for each figure, all with the columns of the head', () => {
    const lines = renderCsv(SAMPLE).trimEnd().split('\r\n');
    expect(lines[0]).toBe('study,workload,id,language,model,lanes,size,metric,unit,value,low,high,state');
    expect(lines.length).toBeGreaterThan(80);
    for (const line of lines.filter((one) => !one.includes('"'))) expect(line.split(',')).toHaveLength(13);
    expect(lines).toContain(
      'article,counter,js-threads,JavaScript,threads,2,5000000,speed-up,x,1.85,1.81,1.88,faster',
    );
  });

  it('quotes what would be a separator, and defuses what a spreadsheet would run', () => {
    const text = JSON.stringify(SAMPLE).replaceAll('"js-threads"', String.raw`"=cmd(\",\")"`);
    expect(renderCsv(JSON.parse(text) as typeof SAMPLE)).toContain(`"'=cmd("","")"`);
  });
});

describe('the table of studies', () => {
  it('loads the code of no study before it runs: a result is shown without it', () => {
    const text = readFileSync(new URL('../../dist/studies/studies.js', import.meta.url), 'utf8');
    const loaded = [...text.matchAll(/^import .* from '(\.\/.*)';/gm)].map(([, file]) => file);
    expect(loaded).toEqual(['./in-turn.js']);
  });
});
