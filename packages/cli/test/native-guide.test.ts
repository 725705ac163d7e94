import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const guide = readFileSync(at('docs/guide/native.md'), 'utf8');

describe('the guide to native', () => {
  it('shows the kernel of the example', () => {
    expect(readFileSync(at('examples/own-kernel/collatz.cc'), 'utf8')).toContain(
      (/^```cpp\n(.*?)^```/ms.exec(guide)?.[1] ?? 'none').replace('#include <counterpoint_kernel.h>\n\n', ''),
    );
  });
});

describe('counterpoint kernel', () => {
  const main = at('packages/cli/dist/main.js');
  const mistake = (...args: string[]): unknown => {
    try {
      return execFileSync(process.execPath, [main, 'kernel', ...args], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      return { status, stderr };
    }
  };

  it('tells a missing source, a missing compiler and another action in one line', () => {
    expect(mistake('build', '/no/such.cc')).toEqual({
      status: 2,
      stderr: 'counterpoint: kernel build: there is no file /no/such.cc\n',
    });
    expect(mistake('build', at('examples/own-kernel/collatz.cc'), '--compiler', 'no-such')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('apt-get install g++'),
    });
    expect(mistake('make', 'x.cc')).toMatchObject({ status: 2 });
  });
});
