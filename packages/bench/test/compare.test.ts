import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listBaselines, loadBaseline, saveBaseline } from '../src/compare/baseline.ts';
import { compareContenders, planLooks } from '../src/compare/compare.ts';
import { compareUnpaired } from '../src/compare/unpaired.ts';
import type { Contender } from '../src/engine/contender.ts';
import { seededRandom } from '../src/engine/random.ts';
import { environment, environmentDifferences } from '../src/environment/environment.ts';
import { knee } from '../src/studies/io.ts';
import { scalingFits } from '../src/studies/scaling-fits.ts';
import type { IoPoint } from '../src/result/io.ts';

/** A contender whose times are drawn, not taken: 5 % of noise around the level. */
const drawn = (id: string, level: number, seed: number): Contender => {
  const random = seededRandom(seed);
  return {
    id,
    run: () =>
      Promise.resolve({
        wallMs: level * (1 + 0.05 * (random() - 0.5)),
        cpuMs: null,
        startMs: null,
        value: 0,
      }),
  };
};
const { signal } = new AbortController();

describe('a comparison', () => {
  it('finds a twin that is slower, one that is faster, and none', { timeout: 60_000 }, async () => {
    const against = async (level: number): Promise<string> =>
      (await compareContenders([drawn('A', 10, 1), drawn('B', level, 2)], { signal, seed: 1 })).verdict;
    expect(await against(11)).toBe('slower');
    expect(await against(9)).toBe('faster');
    expect(await against(10)).toBe('no-difference');
  });

  it(
    'tells B / A with an interval around it, and how A differs from itself',
    { timeout: 60_000 },
    async () => {
      const { ratio, lo, hi, control, rounds, looks } = await compareContenders(
        [drawn('A', 10, 3), drawn('B', 12, 4)],
        { signal, seed: 1 },
      );
      expect(ratio).toBeCloseTo(1.2, 1);
      expect(lo).toBeLessThan(ratio);
      expect(hi).toBeGreaterThan(ratio);
      expect(control?.containsOne).toBe(true);
      expect([rounds, looks]).toEqual([24, 1]);
    },
  );

  it(
    'is inconclusive with few rounds, and fails with the reason of the side that fails',
    { timeout: 60_000 },
    async () => {
      const few = await compareContenders([drawn('A', 10, 5), drawn('B', 20, 6)], { signal, rounds: 3 });
      expect(few.verdict).toBe('inconclusive');
      expect(few.reasons.join()).toContain('too few rounds');
      const broken: Contender = { id: 'B', run: () => Promise.reject(new Error('exit code 1')) };
      await expect(compareContenders([drawn('A', 10, 5), broken], { signal })).rejects.toThrow('exit code 1');
    },
  );

  it('plans at most three looks, never fewer than 20 rounds by itself', () => {
    expect(planLooks(10, 60_000)).toEqual([24, 48, 72]);
    expect(planLooks(1500, 60_000)).toEqual([20, 40]);
    expect(planLooks(60_000, 60_000)).toEqual([20]);
    expect(planLooks(10, 60_000, 7)).toEqual([7]);
  });

  it('of runs at different times needs more than 10 %', () => {
    const around = (level: number): number[] => Array.from({ length: 12 }, (_, i) => level + (i % 3) / 100);
    expect(compareUnpaired(around(10), around(12)).verdict).toBe('slower');
    expect(compareUnpaired(around(10), around(8)).verdict).toBe('faster');
    expect(compareUnpaired(around(10), around(10.5)).verdict).toBe('no-difference');
    expect(compareUnpaired(around(10), around(11)).verdict).toBe('inconclusive');
    expect(compareUnpaired([1, 2], [9, 9]).verdict).toBe('inconclusive');
  });
});

describe('baselines', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(`${tmpdir()}/counterpoint-baseline-test-`);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are saved, listed and loaded by name; other names are refused', async () => {
    expect(await listBaselines(folder)).toEqual([]);
    const baseline = {
      baselineVersion: 1,
      name: 'main',
      label: 'node app.mjs',
      savedAt: '2026-11-24T00:00:00.000Z',
      environment: environment({ python: null, compiler: null }),
      samplesMs: [1, 2, 3],
    } as const;
    await saveBaseline(folder, baseline);
    expect((await listBaselines(folder)).map(({ name }) => name)).toEqual(['main']);
    expect((await loadBaseline(folder, 'main')).samplesMs).toEqual([1, 2, 3]);
    await expect(loadBaseline(folder, 'other')).rejects.toThrow('no baseline "other": saved here: main');
    await expect(saveBaseline(folder, { ...baseline, name: '../x' })).rejects.toThrow(RangeError);
  });
});

describe('the environment', () => {
  it('names what differs between two, and nothing that only passes', () => {
    const here = environment({ python: null, compiler: null });
    expect(environmentDifferences(here, { ...here, after: here.before, commit: 'x' })).toEqual([]);
    expect(environmentDifferences(here, { ...here, node: '0.0.1' })).toEqual([
      `node: ${JSON.stringify(here.node)} against "0.0.1"`,
    ]);
  });

  it('is read from the files of the kernel', () => {
    const files: Readonly<Record<string, string>> = {
      '/proc/cpuinfo': 'siblings\t: 8\ncpu cores\t: 4\nflags\t\t: fpu hypervisor sse',
      '/proc/stat': 'cpu  1 2 3 4 5 6 7 80 0 0\ncpu0 1',
      '/proc/pressure/cpu': 'some avg10=12.50 avg60=1.00 avg300=0.00 total=1',
      '/sys/fs/cgroup/cpu.stat': 'usage_usec 1\nnr_periods 5\nnr_throttled 3',
      '/sys/class/dmi/id/sys_vendor': 'QEMU',
      '/sys/devices/system/cpu/intel_pstate/no_turbo': '1',
    };
    const found = environment({ python: 'P', compiler: 'C' }, (file) => files[file]);
    expect(found).toMatchObject({ smt: 2, hypervisor: 'QEMU', turbo: false, python: 'P', compiler: 'C' });
    expect(found.before).toMatchObject({ stealMs: 800, psiCpuSome10: 12.5, throttledPeriods: 3 });
  });
});

describe('the laws of scaling', () => {
  const points = (speedUps: readonly number[]): Parameters<typeof scalingFits>[0] =>
    speedUps.map((value, i) => ({
      lanes: i + 1,
      speedUp: { value, low: value * 0.97, high: value * 1.03, confidence: 0.95 },
    }));
  const states = (speedUps: readonly number[], cores: number): string[] =>
    scalingFits(points(speedUps), cores).map(({ law, state }) => `${law} ${state}`);

  it('are fitted only where the points up to the cores can tell them', () => {
    expect(states([1, 1.8, 1.9, 1.9], 2)).toEqual(['Karp-Flatt fitted', 'Amdahl refused', 'USL refused']);
    expect(states([1, 1.9, 2.7, 3.4], 4)).toEqual(['Karp-Flatt fitted', 'Amdahl fitted', 'USL refused']);
    expect(states([1, 1.9, 2.7, 3.4, 4, 4.5, 4.9, 5.2], 8)).toEqual([
      'Karp-Flatt fitted',
      'Amdahl fitted',
      'USL fitted',
    ]);
  });

  it('are refused, with the reason, where no serial share explains the points', () => {
    const [superlinear] = scalingFits(points([1, 2.4]), 2);
    expect(superlinear).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('faster than linear'),
    });
    const [slower] = scalingFits(points([1, 0.5]), 2);
    expect(slower).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('slower than one lane'),
    });
    const [alone] = scalingFits(points([1]), 1);
    expect(alone).toMatchObject({ state: 'refused' });
  });
});

describe('the knee', () => {
  const at = (concurrency: number, ratePerS: number): IoPoint => ({
    concurrency,
    count: concurrency,
    wallMs: { value: 1, low: 1, high: 1, confidence: 1 },
    cpuMs: null,
    ratePerS,
    limitPerS: ratePerS,
    samplesMs: [],
  });

  it('is where a doubling gives less than a tenth more; nowhere if the rate grows to the end', () => {
    expect(knee([at(10, 100), at(20, 200), at(40, 210)])).toEqual({ concurrency: 20, ratePerS: 200 });
    expect(knee([at(10, 100), at(20, 200), at(40, 400)])).toBeNull();
  });
});
