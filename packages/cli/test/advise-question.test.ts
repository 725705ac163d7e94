import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { MAIN } from './run-cli.ts';

/** Runs advise in a terminal of its own (util-linux `script`), and types keys once it asks. */
function answering(keys: string): Promise<{ shown: string; code: number | null }> {
  const line = `"${process.execPath}" "${MAIN}" advise -e 'n => n' --arg 1 --jobs 5 --budget 1s`;
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qec', line, '/dev/null']);
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const asked = shown.includes('Go on?');
      shown += chunk.toString();
      if (!asked && shown.includes('Go on?')) child.stdin.write(keys);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ shown, code }));
  });
}

describe('before it calls a function many times in a terminal, advise asks', { timeout: 60_000 }, () => {
  it('and goes on after yes', async () => {
    const { shown, code } = await answering('y\r');
    expect(shown).toContain('To paste:');
    expect(code).toBe(0);
  });

  it.each([
    ['no', 'n\r', 2],
    ['Ctrl-D', '\u0004', 2],
    ['Ctrl-C', '\u0003', 130],
  ])('and calls nothing after %s', async (_, keys, exitCode) => {
    const { shown, code } = await answering(keys);
    expect(shown).not.toMatch(/To paste|mistake of its own|\n +at /);
    expect(code).toBe(exitCode);
  });
});
