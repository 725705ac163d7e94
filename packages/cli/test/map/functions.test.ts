import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterpoint, inFolder } from '../run-cli.ts';

/** Runs `map` over 1, 2, 3 with a module of this text. */
function withModule(name: string, text: string, ...args: string[]): ReturnType<typeof counterpoint> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, name), text);
    return counterpoint(['map', `./${name}`, ...args], {
      cwd: folder,
      input: args.includes('--items') ? '' : '1\n2\n3\n',
    });
  });
}

describe('map: whose function it is', () => {
  it.each([
    ['a default export', 'f.mjs', 'export default x => x * 2', []],
    ['the only function', 'f.mjs', 'export const version = 1; export const double = x => x * 2', []],
    ['a named export', 'f.mjs', 'export const a = x => x; export const b = x => x * 2', ['--task', 'b']],
    ['module.exports', 'f.cjs', 'module.exports = x => x * 2', []],
    [
      'exports of CommonJS that Node cannot see',
      'f.cjs',
      'const o = { b: x => x * 2, a: x => x }; module.exports = o',
      ['-t', 'b'],
    ],
    [
      'the default export that a compiler wrote as CommonJS',
      'f.cjs',
      'exports.__esModule = true; exports.other = x => x; exports.default = x => x * 2',
      [],
    ],
    ['a function that returns a promise', 'f.mjs', 'export default async x => x * 2', []],
  ])('takes %s', async (_, name, text, args) => {
    expect(await withModule(name, text, ...args)).toMatchObject({ stdout: '2\n4\n6\n', stderr: '', code: 0 });
  });

  it('runs TypeScript where Node does, and says what to do elsewhere', async () => {
    const { stdout, stderr, code } = await withModule('f.ts', 'export default (x: number): number => x * 2');
    const answer = code === 0 ? stdout : stderr;
    expect(answer).toMatch(
      (process.features as { typescript?: unknown }).typescript
        ? /^2\n4\n6\n$/
        : /does not run TypeScript: use Node 22.18 or newer/,
    );
  });

  it('takes the export that the path names after a #', async () => {
    const end = await inFolder(async (folder) => {
      await writeFile(join(folder, 'f.mjs'), 'export const a = x => x; export const b = x => x * 2');
      return counterpoint(['map', './f.mjs#b'], { cwd: folder, input: '1\n2\n3\n' });
    });
    expect(end).toMatchObject({ stdout: '2\n4\n6\n', code: 0 });
  });

  it.each([
    ['a missing export', ['--task', 'c'], 'f.mjs exports no function "c" (got nothing): it exports a, b'],
    ['a choice that was not made', [], 'exports several functions: choose one by --task: a, b'],
  ])('tells of %s', async (_, args, message) => {
    const { stderr, code } = await withModule(
      'f.mjs',
      'export const a = x => x; export const b = x => x',
      ...args,
    );
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(255);
  });

  it.each([
    [['./none.mjs'], 'there is no file "./none.mjs"'],
    [['.'], '"." is a folder: expected the path of a module'],
    [['-e', 'x =>'], '-e cannot be loaded: SyntaxError'],
    [['-e', '42'], "-e: expected a function such as 'x => x * 2', got number"],
    [['-e', 'x => x', 'none.jsonl'], 'there is no file "none.jsonl"'],
    [['-e', 'x => x', '--retrys', '1'], '(Did you mean --retries?)'],
    [['-e', 'x => x', '--on', 'moon'], 'Allowed choices are inline, async, threads, processes, auto'],
    [['-e', 'x => x', '--timeout', 'soon'], 'expected a duration such as 500ms'],
  ])('answers %j by one message and 255', async (args, message) => {
    const { stdout, stderr, code } = await counterpoint(['map', ...args]);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect({ stdout, code }).toEqual({ stdout: '', code: 255 });
  });

  it.each(['inline', 'async', 'threads', 'processes', 'auto'])('runs it on %s', async (model) => {
    const { stdout, code } = await counterpoint(['map', '--on', model, '-e', 'async x => x * 2'], {
      input: '1\n2\n3\n',
    });
    expect({ stdout, code }).toEqual({ stdout: '2\n4\n6\n', code: 0 });
  });

  it('takes items from an async iterable', async () => {
    const text = `export default x => x * 2;
      export async function* items() { for (let i = 1; i <= 3; i++) yield i; }`;
    const { stdout, code } = await withModule('f.mjs', text, '-t', 'default', '--items', './f.mjs#items');
    expect({ stdout, code }).toEqual({ stdout: '2\n4\n6\n', code: 0 });
  });

  it('takes items from the command line', async () => {
    const { stdout } = await counterpoint([
      'map',
      '--to',
      'lines',
      '-e',
      's => s + "!"',
      ':::',
      'a',
      'b c',
      '--x',
    ]);
    expect(stdout).toBe('a!\nb c!\n--x!\n');
  });

  it('takes JSON from the command line where it is said to be JSON', async () => {
    const { stdout } = await counterpoint([
      'map',
      '--from',
      'jsonl',
      '-e',
      'x => x',
      ':::',
      '1',
      '{"a":\n2}',
    ]);
    expect(stdout).toBe('1\n{"a":2}\n');
  });

  it('prints the calls of a dry run and makes none', async () => {
    const { stdout, stderr, code } = await withModule(
      'double.mjs',
      'export function double() { throw 1 }',
      '--dry-run',
    );
    expect({ stdout, stderr, code }).toEqual({
      stdout: 'double(1)\ndouble(2)\ndouble(3)\n',
      stderr: '',
      code: 0,
    });
  });
});
