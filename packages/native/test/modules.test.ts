import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('..', import.meta.url));
const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }).trim();

describe('the package', () => {
  it('is imported from an ES module', () => {
    const source =
      "import { sum } from '@counterpoint/native'; console.log(await sum({ n: 1e8, threads: 4 }));";
    expect(node('--input-type=module', '-e', source)).toBe('4999999950000000');
  });

  it('is required from a CommonJS module', () => {
    const source = "require('@counterpoint/native').counter({ n: 1000 }).then(console.log)";
    expect(node('--input-type=commonjs', '-e', source)).toBe('1000');
  });
});
