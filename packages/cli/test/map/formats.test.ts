import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterpoint, inFolder } from '../run-cli.ts';

const same = ['-e', 'x => x'];

describe('map: what a line is, and what a result becomes', () => {
  it('reads JSON lines and keeps their order', async () => {
    const input = Array.from({ length: 5000 }, (_, index) => `${index}\n`).join('');
    const { stdout, code } = await counterpoint(['map', '-e', 'x => x + 1'], { input });
    expect(stdout.trim().split('\n').map(Number)).toEqual(
      Array.from({ length: 5000 }, (_, index) => index + 1),
    );
    expect(code).toBe(0);
  });

  it('tells of a broken JSON line by its number and cause, and goes on', async () => {
    const { stdout, stderr, code } = await counterpoint(['map', ...same], { input: '1\n{"a":\n3\n' });
    expect(stdout).toBe('1\n3\n');
    expect(stderr).toMatch(/^line 2: SyntaxError: .*--from lines/);
    expect(code).toBe(1);
  });

  it('skips blank lines of JSON, and still counts them', async () => {
    const { stdout, stderr } = await counterpoint(['map', ...same], { input: '1\n\n \r\n2\nx\n' });
    expect(stdout).toBe('1\n2\n');
    expect(stderr).toContain('line 5: SyntaxError');
  });

  it('takes a byte order mark and carriage returns away', async () => {
    const { stdout } = await counterpoint(['map', '--from', 'lines', ...same], {
      input: '\uFEFFab\r\n\r\ncd',
    });
    expect(stdout).toBe('"ab"\n""\n"cd"\n');
  });

  it('splits at NUL only with -0', async () => {
    const { stdout } = await counterpoint(['map', '-0', ...same], { input: 'a b\0c\nd\r\n\0\0' });
    expect(stdout).toBe('"a b"\n"c\\nd\\r\\n"\n""\n');
  });

  it('refuses a line that is not UTF-8 instead of changing it', async () => {
    const input = Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62, 0x0a]);
    const { stdout, stderr, code } = await counterpoint(['map', '--from', 'lines', '--batch', '3', ...same], {
      input,
    });
    expect(stdout).toBe('"a"\n"b"\n');
    expect(stderr).toContain('line 2: TypeError: the line is not UTF-8');
    expect(code).toBe(1);
  });

  it('keeps NULs inside JSON strings and lines', async () => {
    const { stdout } = await counterpoint(['map', '--from', 'lines', '-e', 's => s.length'], {
      input: 'a\0b\n',
    });
    expect(stdout).toBe('3\n');
  });

  it('reads CSV with quotes, line breaks and a column named __proto__', async () => {
    const input = 'id,__proto__,text\r\n1,p,"a ""b""\nc"\n2,q\n3,r,d';
    const { stdout, stderr } = await counterpoint(
      ['map', '--from', 'csv', '--batch', '2', '-e', 'x => Object.entries(x)'],
      { input },
    );
    expect(
      stdout
        .split('\n')
        .slice(0, 2)
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      [
        ['id', '1'],
        ['__proto__', 'p'],
        ['text', 'a "b"\nc'],
      ],
      [
        ['id', '3'],
        ['__proto__', 'r'],
        ['text', 'd'],
      ],
    ]);
    expect(stderr).toContain('expected 3 fields as in the header, got 2');
  });

  it('writes CSV with the columns of the first result, and refuses a stranger', async () => {
    const source = 'x => x === 2 ? { n: x, more: 1 } : { n: x, text: x + ", \\"quoted\\"" }';
    const { stdout, stderr, code } = await counterpoint(['map', '--to', 'csv', '-e', source], {
      input: '1\n2\n3\n',
    });
    expect(stdout).toBe('n,text\n1,"1, ""quoted"""\n3,"3, ""quoted"""\n');
    expect(stderr).toContain('line 2: TypeError: the column "more"');
    expect(code).toBe(1);
  });

  it('keeps prototype keys of JSON as the data that they are', async () => {
    const { stdout } = await counterpoint(
      ['map', '-e', 'x => ({ ...x, polluted: {}.polluted ?? null, keys: Object.keys(x) })'],
      { input: '{"__proto__":{"polluted":true},"constructor":1}\n' },
    );
    expect(stdout).toContain('"polluted":null');
    expect(stdout).toContain('"keys":["__proto__","constructor"]');
  });

  it('leaves out undefined and refuses what is no JSON', async () => {
    const { stdout, stderr, code } = await counterpoint(
      ['map', '-e', 'x => x === 1 ? undefined : x === 2 ? 10n : x === 3 ? () => 1 : x'],
      { input: '1\n2\n3\n4\n' },
    );
    expect(stdout).toBe('4\n');
    expect(stderr).toMatch(/line 2: TypeError: .*BigInt/);
    expect(stderr).toContain('line 3: TypeError: the result is a function');
    expect(code).toBe(2);
  });

  it('gives nothing for nothing', async () => {
    expect(await counterpoint(['map', ...same], { input: '' })).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  it('carries a line of 100 MB', async () => {
    const input = Buffer.alloc(100e6 + 1, 'a');
    input[100e6] = 10;
    const { stdout, code } = await counterpoint(['map', '--from', 'lines', '-e', 's => s.length'], { input });
    expect(stdout).toBe('100000000\n');
    expect(code).toBe(0);
  }, 60_000);

  it('names the file and the line of a failure, and guesses the format by the name', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'a.jsonl'), '1\n2');
      await writeFile(join(folder, 'b.jsonl'), '3\nbad\n');
      const { stdout, stderr } = await counterpoint(['map', ...same, 'a.jsonl', 'b.jsonl'], { cwd: folder });
      expect(stdout).toBe('1\n2\n3\n');
      expect(stderr).toContain('b.jsonl:2: SyntaxError');
      await writeFile(join(folder, 'c.csv'), 'n\n7\n');
      expect((await counterpoint(['map', ...same, 'c.csv'], { cwd: folder })).stdout).toBe('{"n":"7"}\n');
    });
  });
});
