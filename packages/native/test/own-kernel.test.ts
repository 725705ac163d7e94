import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildKernel, loadKernel, type OwnKernel } from '../src/index.ts';

const source = (name: string): string => fileURLToPath(new URL(`own/${name}`, import.meta.url));

let scratch: string;
let library: string;
const load = (symbol: string): OwnKernel => loadKernel(library, symbol);

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'counterpoint-kernel-'));
  ({ path: library } = await buildKernel(source('own.cc'), { out: path.join(scratch, 'own.so') }));
}, 60_000);

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('a kernel of your own', () => {
  it('maps an array, for any number of threads and either schedule', async () => {
    const scale = load('scale');
    const input = Float64Array.from({ length: 10_000 }, (_, i) => i);
    const data = new Float64Array([3]);
    for (const threads of [1, 2, 5])
      for (const schedule of ['static', 'dynamic'] as const)
        for (const threading of ['pool', 'spawn'] as const) {
          const out = new Float64Array(10_000);
          expect(
            await scale({ n: 10_000, in: input, out, data, threads, schedule, threading, grain: 33 }),
          ).toBe(out);
          expect(out).toEqual(input.map((value) => 3 * value));
        }
    const shared = new Float64Array(new SharedArrayBuffer(8 * 4));
    expect(scale.sync({ n: 4, in: input, out: shared, data })).toBe(shared);
    expect([...shared]).toEqual([0, 3, 6, 9]);
  });

  it('works on no items, and without memory', async () => {
    const refuse = load('refuse_item_7');
    expect(await refuse({ n: 0 })).toBeUndefined();
    expect(await refuse({ n: 7 })).toBeUndefined();
  });

  it('has a lane of its own on every thread, so that partial results need no lock', async () => {
    const out = new Float64Array(4);
    await load('count_by_lane')({ n: 100_001, out, threads: 4, grain: 1 });
    expect(out.reduce((total, value) => total + value)).toBe(100_001);
  });

  it('gives detail when asked', async () => {
    const detail = await load('refuse_item_7')({ n: 1, threads: 2, detail: true });
    expect(detail.threadMs).toHaveLength(2);
    expect(detail.value).toBeUndefined();
  });

  it('sees its stop flag, and rejects with the reason of the signal', async () => {
    const controller = new AbortController();
    const running = load('endless')({ n: 2, grain: 1, threads: 2 }, { signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 20);
    await expect(running).rejects.toBe('enough');
  });

  it.each([
    ['returns a number', 'refuse_item_7', /returned 42 for the items 5 to 9$/],
    ['returns a number and says why', 'explain', /returned 7 for the items 0 to 4: expected no items$/],
    ['says more than fits', 'explain_at_length', /: x{255}$/],
    ['throws', 'throws', /threw for the items 0 to 4: thrown in a kernel$/],
    ['throws what is no exception', 'throws_a_number', /threw for the items 0 to 4: no std::exception$/],
  ])('that %s rejects, and says where', async (_, symbol, message) => {
    await expect(load(symbol)({ n: 100, grain: 5, threads: 1 })).rejects.toMatchObject({
      code: 'ERR_KERNEL_FAILED',
      message: expect.stringMatching(message),
    });
  });

  it('checks its options like every kernel, under its own name', async () => {
    const scale = load('scale');
    await expect(scale({ n: -1 })).rejects.toThrow('scale: expected `n` to be an integer from 0');
    await expect(scale({ n: 1, grain: 0 })).rejects.toThrow('expected `grain`');
    await expect(scale({ n: 1, in: [1] as never })).rejects.toThrow(
      'expected `in` to be a typed array or a DataView, got an array',
    );
    await expect(scale(undefined as never)).rejects.toThrow(TypeError);
  });

  it('may be written in C', async () => {
    const built = await buildKernel(source('plain.c'), { out: path.join(scratch, 'plain.so') });
    expect(built.warnings).toBe('');
    const out = await loadKernel(built.path, 'number_bytes')({ n: 3, out: new Uint8Array(3) });
    expect([...out]).toEqual([0, 1, 2]);
  });
});

describe('loadKernel', () => {
  it.each([
    ['a file that is missing', () => loadKernel('/no/such.so', 'x'), 'ERR_KERNEL_LIBRARY', 'no such file'],
    [
      'a file that is no library',
      () => loadKernel(source('own.cc'), 'x'),
      'ERR_KERNEL_LIBRARY',
      'system says',
    ],
    ['a symbol that is missing', () => load('nothing'), 'ERR_KERNEL_SYMBOL', 'exports no symbol "nothing"'],
    ['a kernel of another ABI', () => load('future'), 'ERR_KERNEL_ABI', 'to have kernel ABI 2, got 99'],
    [
      'a function without the macro',
      () => load('unversioned'),
      'ERR_KERNEL_ABI',
      'COUNTERPOINT_KERNEL(unversioned)',
    ],
  ])('refuses %s', (_, wrong, code, message) => {
    expect(wrong).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });

  it('refuses what is no path and no name', () => {
    expect(() => loadKernel(5 as never, 'x')).toThrow(TypeError);
    expect(() => loadKernel(library, '')).toThrow('expected the name of a kernel, got an empty string');
  });
});

describe('a kernel that never looks at the stop flag', () => {
  it.each(['pool', 'spawn'])(
    'does not keep the process from its end (%s)',
    (threading) => {
      const program = `import { loadKernel } from '@counterpoint/native';
      void loadKernel(process.argv[1], 'deaf')({ n: 1, threads: 1, threading: process.argv[2] });
      setTimeout(() => process.exit(7), 50);`;
      const args = ['--input-type=module', '-e', program, library, threading];
      const cwd = fileURLToPath(new URL('..', import.meta.url));
      const { status, signal } = spawnSync(process.execPath, args, { cwd, timeout: 60_000 });
      expect({ status, signal }).toEqual({ status: 7, signal: null });
    },
    70_000,
  );
});

describe('buildKernel', () => {
  it('tells what the compiler said', async () => {
    const broken = path.join(scratch, 'broken.cc');
    await writeFile(broken, 'COUNTERPOINT_KERNEL(x) {');
    await expect(buildKernel(broken)).rejects.toMatchObject({
      code: 'ERR_KERNEL_BUILD',
      message: expect.stringContaining('broken.cc:1'),
    });
  });

  it('takes a compiler with arguments from the environment', async () => {
    vi.stubEnv('CXX', 'env LC_ALL=C c++');
    const { command } = await buildKernel(source('own.cc'), { out: path.join(scratch, 'by-env.so') });
    vi.unstubAllEnvs();
    expect(command.slice(0, 4)).toEqual(['env', 'LC_ALL=C', 'c++', '-std=c++20']);
  });

  it('tells what to install where there is no compiler, and which sources it takes', async () => {
    await expect(buildKernel(source('own.cc'), { compiler: 'no-such-compiler' })).rejects.toMatchObject({
      code: 'ERR_NO_COMPILER',
      message: expect.stringMatching(/apt-get install g\+\+.*by CXX$/),
    });
    await expect(buildKernel(source('plain.c'), { compiler: 'no-such-compiler' })).rejects.toThrow(/by CC$/);
    await expect(buildKernel('/no/such.cc')).rejects.toMatchObject({ code: 'ERR_KERNEL_SOURCE' });
    await expect(buildKernel(fileURLToPath(import.meta.url))).rejects.toThrow('expected a .cc');
  });
});
