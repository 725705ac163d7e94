import { describe, expect, it } from 'vitest';
import { renderTable } from '../../src/render/table.ts';
import { ARTICLE_IDS, hostileSample, SAMPLE } from './sample.ts';

describe('the rendering for a terminal', () => {
  it.each([40, 60, 100, 140])('has no line wider than %i columns', (width) => {
    for (const line of renderTable(SAMPLE, { width }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  });

  it('tells in full what is missing, and each figure with its interval', () => {
    const text = renderTable(SAMPLE);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('pypy3 was not found: apt-get install pypy3');
    expect(text).toContain('1.85× (1.81–1.88)');
  });

  it('holds every claim, cell and edge of the article', () => {
    const text = renderTable(SAMPLE);
    for (const id of ARTICLE_IDS.filter((one) => !one.startsWith('P')))
      expect(text).toMatch(new RegExp(`^ *${id} `, 'm'));
  });

  it('has no control codes without colour, also where a name holds some', () => {
    // oxlint-disable-next-line no-control-regex -- the test is about them
    expect(renderTable(hostileSample())).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('has colours where they are asked for', () => {
    expect(renderTable(SAMPLE, { colour: true })).toContain('\u001b[32mreproduced');
  });

  it('renders a run that reached nothing', () => {
    expect(renderTable({ ...SAMPLE, studies: [], state: 'interrupted' })).toContain('interrupted');
  });
});
