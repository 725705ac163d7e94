import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('counterpoint doctor', () => {
  it('tells cores, Node, toolchain and noise, as text and as JSON', { timeout: 120_000 }, async () => {
    expect((await run(process.execPath, [main, 'doctor'])).stdout).toMatch(
      /effective cores +\d+, bounded by/,
    );
    const told = JSON.parse((await run(process.execPath, [main, 'doctor', '--json'])).stdout) as Record<
      string,
      unknown
    >;
    expect(told['effectiveCores']).toBeGreaterThan(0);
    expect(told['node']).toBe(process.versions.node);
    expect(told['noise']).toHaveProperty('capacity');
  });
});

describe('counterpoint advise', () => {
  it('gives its answer as JSON, and a mistake without a stack trace', { timeout: 120_000 }, async () => {
    const { stdout } = await run(process.execPath, [
      main,
      'advise',
      '-e',
      'n => n + 1',
      '-a',
      '1',
      '-n',
      '20',
      '--budget',
      '10s',
      '--json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ jobs: 20, goal: 'throughput' });
    await expect(
      run(process.execPath, [main, 'advise', '-e', "() => { throw new Error('no luck') }"]),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no luck/) as string,
    });
  });
});
