import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const example = (name: string): string =>
  fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

describe('the examples', () => {
  it('change one word, and give the same on every model', { timeout: 60_000 }, async () => {
    const { stdout } = await run(process.execPath, [example('change-one-word.mjs')]);
    expect(stdout.trim().split('\n')).toEqual(
      ['inline', 'async', 'threads', 'processes'].map((model) => `${model} [ 168, 1229, 9592 ]`),
    );
  });

  it.each([
    ['stream.mjs', ['4, 25, 168, 1229', 'pulled 5 of an endless input']],
    ['give-up.mjs', ['TimedOut ERR_TIMED_OUT', 'AbortError', '1229']],
    [
      'every-outcome.mjs',
      ['fulfilled 1229', 'rejected RangeError: expected a limit from 0 up, got -1', 'fulfilled 168'],
    ],
    ['survive-a-crash.mjs', ['LaneCrashed exit code 1', '1229']],
  ])('%s prints what it is about', { timeout: 60_000 }, async (name, lines) => {
    const { stdout } = await run(process.execPath, [example(name)]);
    expect(stdout.trim().split('\n')).toEqual(lines);
  });
});
