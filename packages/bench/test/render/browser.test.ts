/// <reference lib="dom" />
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult } from '../../src/document/result.ts';
import { renderHtml } from '../../src/render/html/report.ts';
import { BROWSER_EXPECTED, launchChromium } from './chromium.ts';
import { ARTICLE_IDS, HOSTILE, hostileSample, SAMPLE } from './sample.ts';

const SECTIONS =
  'claims matrix speed-up scaling crossover waiting lanes event-loop lane-cost noise article environment'.split(
    ' ',
  );

const study = <T extends StudyResult['type']>(type: T): Extract<StudyResult, { type: T }> => {
  const found = SAMPLE.studies.find((one): one is Extract<StudyResult, { type: T }> => one.type === type);
  if (found === undefined) throw new Error(`the sample has no study ${type}`);
  return found;
};
const measured = <T extends { readonly state: string }>(rows: readonly T[]): T[] =>
  rows.filter(({ state }) => state === 'measured');

describe.skipIf(!BROWSER_EXPECTED)('the HTML report in Chromium', { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder: string;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-report-'));
    await writeFile(path.join(folder, 'report.html'), renderHtml(SAMPLE));
    await writeFile(path.join(folder, 'hostile.html'), renderHtml(hostileSample()));
    browser = await launchChromium();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(name = 'report.html', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path.join(folder, name)).href);
    return page;
  }

  it('opens from a file without a word on the console and without a request', async () => {
    complaints.length = 0;
    requests.length = 0;
    const page = await open();
    await page.mouse.move(300, 600);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
    expect(requests.filter((url) => url.startsWith('file:'))).toHaveLength(1);
    await page.context().close();
  });

  it('shows every section, each chart and all its marks', async () => {
    const page = await open();
    expect(await page.locator('main > section').evaluateAll((all) => all.map(({ id }) => id))).toEqual(
      SECTIONS,
    );
    const marks = (section: string, name: string): Promise<number> =>
      page.locator(`#${section} svg:not(.narrow) .mark-${name} > *`).count();
    const article = study('article');
    const rows = article.blocks.flatMap((block) => block.rows.filter((row) => row.speedUp !== undefined));
    const curves = measured(study('crossover').curves);
    const costs = measured(study('overhead').rows).flatMap((row) =>
      [row.spawnMs, row.roundTripMs, row.pssBytesPerLane].filter(
        (estimate) => estimate !== null && estimate !== undefined,
      ),
    );
    const expected: readonly (readonly [section: string, mark: string, count: number])[] = [
      ['speed-up', 'estimate', rows.length],
      ['speed-up', 'interval', rows.length],
      ['speed-up', 'article', rows.filter((row) => row.article !== undefined).length],
      ['scaling', 'point', measured(study('scale').curves).flatMap(({ points }) => points).length],
      ['scaling', 'zone', 2],
      ['scaling', 'ideal', 1],
      ['scaling', 'ceiling', 1],
      ['crossover', 'point', curves.flatMap(({ points }) => points).length],
      ['crossover', 'crossing', curves.filter(({ crossing }) => crossing.state === 'found').length],
      ['waiting', 'point', measured(study('io').sweeps).flatMap(({ points }) => points).length],
      ['waiting', 'knee', measured(study('io').sweeps).filter(({ knee }) => knee !== null).length],
      ['lanes', 'job', article.timelines.flatMap(({ jobs }) => jobs).length],
      ['event-loop', 'tick', measured(study('loop').rows).flatMap(({ ticks }) => ticks).length],
      ['lane-cost', 'cost', costs.length],
      ['noise', 'probe', SAMPLE.noise.capacity.length],
      ['noise', 'estimate', SAMPLE.noise.controls.length],
    ];
    for (const [section, mark, count] of expected) {
      expect(count, `${section} of the sample`).toBeGreaterThan(0);
      expect(await marks(section, mark), `${section}: ${mark}`).toBe(count);
    }
    expect(await page.locator('.card').count()).toBe(article.claims.length);
    expect(await page.locator('.matrix .hatched').count()).toBeGreaterThanOrEqual(2);
    for (const chart of await page.locator('svg.chart:not(.narrow)').all()) {
      expect((await chart.boundingBox())?.height).toBeGreaterThan(20);
      expect(await chart.locator(':scope > title').count()).toBe(1);
    }
    await page.context().close();
  });

  it('names every id of the article in what can be seen', async () => {
    const page = await open();
    const words = new Set((await page.locator('#article').innerText()).split(/\s+/));
    for (const id of ARTICLE_IDS) expect(words).toContain(id);
    await page.context().close();
  });

  it('can be read without script, and then shows no filter', async () => {
    const page = await open('report.html', { javaScriptEnabled: false });
    expect(await page.locator('#claims h2').isVisible()).toBe(true);
    expect(await page.locator('.filter').isVisible()).toBe(false);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('is drawn in %s', async (colorScheme) => {
    const page = await open('report.html', { colorScheme });
    const file = path.join(folder, `${colorScheme}.png`);
    await page.screenshot({ path: file });
    expect((await stat(file)).size).toBeGreaterThan(20_000);
    const [paper = 0, ink = 0] = await page.evaluate(() =>
      [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color].map((colour) =>
        Number(/\d+/.exec(colour)?.[0]),
      ),
    );
    expect(colorScheme === 'light' ? paper - ink : ink - paper).toBeGreaterThan(150);
    await page.context().close();
  });

  it.each(['report.html', 'hostile.html'])('%s needs no sideways scrolling at 360 px', async (name) => {
    const page = await open(name, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await page.locator('svg.narrow').first().isVisible()).toBe(true);
    await page.context().close();
  });

  it('keeps text as text, also where a name holds a script', async () => {
    const page = await open('hostile.html');
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('.card h3').first().textContent()).toContain(HOSTILE.slice(0, 30));
    expect(await page.locator('.mark-job title').first().textContent()).toContain('<script>');
    await page.context().close();
  });

  it('filters its rows, and tells how many are left', async () => {
    const page = await open();
    await page.locator('#row-filter').fill('GIL');
    const shown = await page.locator('[data-filter="article"]:visible').count();
    expect(shown).toBeGreaterThan(0);
    expect(await page.locator('.filter output').textContent()).toMatch(new RegExp(`^${shown} of `));
    await page.context().close();
  });

  it('shows the figure behind a mark beside the pointer', async () => {
    const page = await open();
    await page.locator('#speed-up .mark-estimate circle, #speed-up .mark-estimate path').first().hover();
    expect(await page.locator('.hover').textContent()).toContain('1.85×');
    await page.context().close();
  });

  it('can be walked by keyboard: first to the results, then through the contents', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the results');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#claims');
    await page.context().close();
  });

  it('names every landmark, chart and scrolling part for who cannot see', async () => {
    const page = await open();
    const unnamed = await page.evaluate(() =>
      [...document.querySelectorAll('svg, nav, section, [role=region], input')].flatMap((element) => {
        const label = element.getAttribute('aria-label') ?? element.getAttribute('aria-labelledby');
        const title = element.querySelector(':scope > title');
        const labelled = element.id !== '' && document.querySelector(`label[for="${element.id}"]`) !== null;
        return label !== null || title !== null || labelled ? [] : [element.outerHTML.slice(0, 80)];
      }),
    );
    expect(unnamed).toEqual([]);
    await page.context().close();
  });

  it('prints in light colours, without the contents, whatever the screen shows', async () => {
    const page = await open('report.html', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.contents').isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    await page.context().close();
  });
});
