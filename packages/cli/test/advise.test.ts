import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterpoint, inFolder } from './run-cli.ts';

const QUESTION = ['advise', '-e', 'n => { while (n--); }', '--arg', '1000', '--jobs', '20', '--budget', '3s'];

describe('counterpoint advise --html', { timeout: 120_000 }, () => {
  it('writes a page that holds the answer, a chart and the advice itself', async () => {
    await inFolder(async (folder) => {
      const { code, stdout, stderr } = await counterpoint([...QUESTION, '--json', '--html', 'page.html'], {
        cwd: folder,
      });
      expect(code).toBe(0);
      expect(stderr).toContain('written: page.html');
      const page = await readFile(join(folder, 'page.html'), 'utf8');
      const data = /<script type="application\/json" id="counterpoint-data">(.*?)<\/script>/s.exec(page)?.[1];
      const held = JSON.parse(data ?? '') as { advice: unknown; command: string };
      expect(held.advice).toEqual(JSON.parse(stdout));
      expect(page).toContain('<svg');
    });
  });

  it('still prints the answer where the page cannot be written', async () => {
    const { code, stdout, stderr } = await counterpoint([...QUESTION, '--html', '/nowhere/at/all.html']);
    expect(code).toBe(2);
    expect(stdout).toContain('To paste:');
    expect(stderr).toMatch(/cannot be written/);
  });

  it('refuses two renderings on stdout', async () => {
    const { code, stderr } = await counterpoint([...QUESTION, '--json', '--html', '-']);
    expect(code).toBe(2);
    expect(stderr).toContain('only one rendering');
  });
});
