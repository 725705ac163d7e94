import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const core = fileURLToPath(new URL('..', import.meta.url));
// Inside the package, so that the programs find it as a user's would.
const folder = mkdtempSync(path.join(core, 'dist/.guide-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The programs of a page; a block whose first line names a file is that file, for the programs after it. */
function blocks(page: string): string[] {
  const text = readFileSync(path.join(core, '../../docs/guide', `${page}.md`), 'utf8');
  return [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map((match) => match[1] ?? '');
}

/** The name of the file that a block is; undefined for a program. */
const fileName = (source: string): string | undefined => /^\/\/ (\w+\.mjs)\n/.exec(source)?.[1];

describe.each(['models', 'calls', 'batching', 'migrating'])('the guide’s page %s', (page) => {
  const all = blocks(page);
  for (const [index, source] of all.entries()) {
    if (fileName(source) !== undefined) continue;
    it(`has a program ${index + 1} that prints what it says`, { timeout: 60_000 }, async () => {
      for (const other of all.slice(0, index)) {
        const name = fileName(other);
        if (name !== undefined) writeFileSync(path.join(folder, name), other);
      }
      const program = path.join(folder, `${page}-${index}.mjs`);
      writeFileSync(program, source);
      const expected = [...source.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
      expect(expected.length).toBeGreaterThan(0);
      const { stdout, stderr } = await run(process.execPath, [program]);
      expect(stderr).toBe('');
      expect(stdout.trimEnd().split('\n')).toEqual(expected);
    });
  }
});
