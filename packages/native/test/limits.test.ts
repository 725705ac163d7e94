import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as native from '../src/index.ts';

const limits = (name: string): string => fileURLToPath(new URL(`limits/${name}`, import.meta.url));

describe('running out of threads', () => {
  it('is an error with a code, and the next call works', async () => {
    expect(process.platform).toBe('linux'); // elsewhere nothing can be preloaded this way
    const scratch = mkdtempSync(path.join(tmpdir(), 'counterpoint-limits-'));
    try {
      const { path: preload } = await native.buildKernel(limits('no-threads.c'), {
        out: path.join(scratch, 'no-threads.so'),
        flags: ['-ldl'],
      });
      const out = execFileSync(process.execPath, [limits('no-threads.mjs')], {
        encoding: 'utf8',
        env: { ...process.env, LD_PRELOAD: preload },
      });
      expect(out).toBe(`${'ERR_OUT_OF_THREADS '.repeat(4)}1000\n1000000 true\n`);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});

describe('memory', () => {
  it('that only a running kernel needs is kept until it ends', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const sorted = Array.from({ length: 6 }, (_, i) =>
      native.sort({ values: Float64Array.from({ length: 400_000 }, (__, at) => (at * 7919 + i) % 400_000) }),
    );
    for (let round = 0; round < 20; round++) {
      gc();
      new Float64Array(400_000).fill(-1); // would take the place of memory that was given back
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    for (const values of await Promise.all(sorted))
      expect(values.every((value, at) => value === at)).toBe(true);
  });

  it('is shared: what a kernel writes to a SharedArrayBuffer, another view of it sees', async () => {
    const shared = new SharedArrayBuffer(8 * 3 * 100);
    const [a, b, c] = [0, 1, 2].map((at) => new Float64Array(shared, at * 800, 100)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    b.fill(1);
    c.fill(2);
    expect(await native.triad({ a, b, c, s: 3 })).toBe(a);
    expect(new Float64Array(shared, 0, 100).every((value) => value === 7)).toBe(true);
    const out = new Uint16Array(shared, 800, 4);
    expect(native.mandelbrotSync({ out, width: 2, height: 2, limit: 9 })).toBe(out);
  });
});

describe('threads', () => {
  it('are the effective cores where a call does not say', async () => {
    const { threadMs } = await native.counter({ n: 1, detail: true });
    expect(threadMs).toHaveLength(native.effectiveCores());
    expect(native.effectiveCores()).toBeLessThanOrEqual(native.hardwareConcurrency());
  });

  it('work by the schedule that was asked for: static gives each lane its own block', async () => {
    for (const schedule of ['static', 'dynamic'] as const) {
      const out = new Uint16Array(400 * 400);
      const { threadMs } = await native.mandelbrot({
        out,
        width: 400,
        height: 400,
        threads: 4,
        schedule,
        detail: true,
      });
      expect(threadMs).toHaveLength(4);
      if (schedule === 'static') expect(threadMs.every((ms) => ms > 0)).toBe(true);
    }
  });
});
