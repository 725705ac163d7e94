import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../../bench/test/fixtures/sample-result.json', import.meta.url));

const report = (args: readonly string[], input = '') =>
  execa('node', [MAIN, 'report', ...args], { reject: false, input, stripFinalNewline: false });

describe('counterpoint report', { timeout: 60_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-report-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('prints the tables where no file is asked for, without control codes', async () => {
    const { stdout, exitCode } = await report([SAMPLE]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Claims of the article');
    expect(stdout).not.toContain('\u001b');
  });

  it('writes all renderings in one call, and reads the document out of its own page', async () => {
    const [html, md, csv] = ['r.html', 'r.md', 'r.csv'].map((name) => path.join(folder, name)) as [
      string,
      string,
      string,
    ];
    const first = await report([SAMPLE, '--html', html, '--md', md, '--csv', csv]);
    expect([first.exitCode, first.stdout]).toEqual([0, '']);
    expect(await readFile(html, 'utf8')).toMatch(/^<!doctype html>/);
    expect(await readFile(md, 'utf8')).toMatch(/^# Counterpoint/);
    expect(await readFile(csv, 'utf8')).toMatch(/^study,/);
    const again = await report([html, '--json']);
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(await readFile(SAMPLE, 'utf8')));
  });

  it('reads from stdin and writes to stdout', async () => {
    const { stdout } = await report(['-', '--csv', '-'], await readFile(SAMPLE, 'utf8'));
    expect(stdout).toMatch(/^study,/);
  });

  it.each([
    ['a file that is not there', ['nowhere.json'], /there is no file "nowhere\.json": expected a result/],
    [
      'a file that is no result',
      [fileURLToPath(new URL('../package.json', import.meta.url))],
      /no result of counterpoint bench: schemaVersion/,
    ],
    ['two renderings on stdout', [SAMPLE, '--md', '-', '--csv', '-'], /only one rendering/],
    ['a folder that is not there', [SAMPLE, '--html', '/nowhere/at/all.html'], /cannot be written/],
    ['two results', [SAMPLE, SAMPLE], /too many arguments/],
  ])('refuses %s in one line, with exit code 2', async (_, args, message) => {
    const { stderr, exitCode } = await report(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('refuses a document that was cut off', async () => {
    const cut = path.join(folder, 'cut.json');
    await writeFile(cut, (await readFile(SAMPLE, 'utf8')).slice(0, 5000));
    expect((await report([cut])).stderr).toMatch(/cut\.json is no result/);
  });
});
