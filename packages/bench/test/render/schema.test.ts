import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/render/html/report.ts';
import { parseResult } from '../../src/document/parse-result.ts';
import { schemaText } from '../../scripts/schema.mjs';
import { SAMPLE } from './sample.ts';

const text = JSON.stringify(SAMPLE);

describe('the published schema', () => {
  it('is the one that the types give: npm run schema writes it', { timeout: 60_000 }, () => {
    const published = readFileSync(new URL('../../schema/result.json', import.meta.url), 'utf8');
    expect(JSON.parse(schemaText())).toEqual(JSON.parse(published));
  });

  it('accepts the sample', () => {
    expect(parseResult(text)).toEqual(SAMPLE);
  });

  it('accepts what is embedded in a report', () => {
    expect(parseResult(renderHtml(SAMPLE))).toEqual(SAMPLE);
  });

  it.each([
    ['a field of a wrong type', text.replace('"rounds":6', '"rounds":"six"'), /must be number/],
    ['an unknown field', text.replace('"seed":1', '"seed":1,"mood":"good"'), /additional properties/],
    ['a field that is missing', text.replace('"seed":1,', ''), /required property 'seed'/],
    ['another version', text.replace('"schemaVersion":2', '"schemaVersion":1'), /expected 2, got 1/],
    ['no document', 'null', /expected 2/],
    ['no JSON', 'PK', /JSON/],
    ['a page of something else', '<!doctype html><p>hello', /HTML without a result/],
  ])('refuses %s, and says what is wrong', (_, wrong, message) => {
    expect(() => parseResult(wrong)).toThrow(message);
  });
});
