import type { LocalModel } from '@counterpoint/core';
import type { Contender, Run } from '../engine/contender.ts';
import { keptPairs } from '../engine/pairs.ts';
import { LineHost } from '../hosts/line-host.ts';
import { WorkloadHost } from '../hosts/workload-question.ts';
import { programPath } from '../programs/paths.ts';
import type { CrossoverCurve, CrossoverStudy } from '../result/crossover.ts';
import { crossing } from '../statistics/crossing.ts';
import { median } from '../statistics/median.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { workloadById } from '../workloads/catalogue.ts';
import type { Extent } from './extent.ts';
import type { Lab } from './lab.ts';

const WORKLOAD = 'sum';
const JOBS = 4;
/** The article's 1e4, a decade each to where lanes pay. */
const SIZES: Readonly<Record<Extent, readonly number[]>> = {
  short: [10_000, 100_000, 1_000_000],
  whole: [1000, 10_000, 100_000, 1_000_000, 4_000_000],
};

interface Curve {
  readonly id: string;
  readonly language: 'JavaScript' | 'Python';
  readonly model: string;
  readonly warmth: 'cold' | 'warm';
}

const CURVES: readonly Curve[] = (['warm', 'cold'] as const).flatMap((warmth): Curve[] => [
  { id: 'js-threads', language: 'JavaScript', model: 'threads', warmth },
  { id: 'js-processes', language: 'JavaScript', model: 'processes', warmth },
  { id: 'py-multiprocessing', language: 'Python', model: 'multiprocessing', warmth },
]);

/** Finds the size of a task from which on lanes pay, with lanes started in the measured time and before it. */
export async function runCrossover(
  lab: Lab,
  rounds: number,
  extent: Extent = 'whole',
): Promise<CrossoverStudy> {
  const sizes = SIZES[extent];
  const { tool } = lab.python;
  const js = new WorkloadHost();
  const curves = CURVES.filter(({ language }) => language === 'JavaScript' || tool.state === 'found');
  const jsRun = (model: LocalModel, size: number, cold: boolean): Contender => ({
    id: '',
    warmUps: cold ? 1 : 2,
    run: (signal) =>
      js.run(
        { source: { workload: WORKLOAD, size }, model, lanes: model === 'inline' ? 1 : lab.cores, cold },
        signal,
      ),
    close: () => js.close(),
  });
  const pyHosts = new Map<string, LineHost>();
  const pyRun = (model: string, size: number, warmth: string): Contender => ({
    id: '',
    run: async (signal): Promise<Run> => {
      const key = `${model} ${warmth}`;
      const host =
        pyHosts.get(key) ??
        new LineHost(tool.state === 'found' ? tool.command : '', [
          programPath('python', 'workloads', 'sum.py'),
          'serve',
          model,
          String(lab.cores),
          warmth,
        ]);
      pyHosts.set(key, host);
      const answer = await host.request(Array(JOBS).fill(size), signal);
      const { wallMs, results } = answer as { wallMs: number; results: unknown[] };
      return { wallMs, cpuMs: null, startMs: null, value: { results, size } };
    },
    close: async () => {
      const hosts = [...pyHosts.values()];
      pyHosts.clear();
      await Promise.all(hosts.map((host) => host.close()));
    },
  });
  const contenders = sizes.flatMap((size) => [
    { ...jsRun('inline', size, false), id: `JavaScript ${size}` },
    ...(tool.state === 'found' ? [{ ...pyRun('sequential', size, 'warm'), id: `Python ${size}` }] : []),
    ...curves.map(({ id, language, model, warmth }) => ({
      ...(language === 'JavaScript'
        ? jsRun(model as LocalModel, size, warmth === 'cold')
        : pyRun(model, size, warmth)),
      id: `${id} ${warmth} ${size}`,
    })),
  ]);
  const { series } = await lab.measure('crossover', contenders, {
    rounds,
    batches: extent === 'short' ? 1 : 2,
    check: async (value) => {
      if (value === undefined) return undefined;
      const { results, size } = value as { results: number[]; size: number };
      const wanted = (size * (size - 1)) / 2;
      const right = results.length === JOBS && results.every((sum) => sum === wanted);
      return right ? undefined : `expected ${JOBS} times ${wanted}, got ${JSON.stringify(results)}`;
    },
  });
  return {
    type: 'crossover',
    workload: WORKLOAD,
    unit: workloadById(WORKLOAD).unit,
    jobs: JOBS,
    curves: CURVES.map((curve): CrossoverCurve => {
      if (!curves.includes(curve)) {
        const reason = tool.state === 'missing' ? tool.reason : 'not reached';
        return { ...curve, state: 'missing', reason, points: [], crossing: { state: 'unclear', reason } };
      }
      const points = sizes.flatMap((size) => {
        const base = series.get(`${curve.language} ${size}`);
        const own = series.get(`${curve.id} ${curve.warmth} ${size}`);
        const pairs =
          base?.state === 'measured' && own?.state === 'measured' ? keptPairs(base.samples, own.samples) : [];
        if (pairs.length === 0) return [];
        return [
          {
            size,
            sequentialMs: median(pairs.map((pair) => pair.base)),
            wallMs: median(pairs.map(({ other }) => other)),
            speedUp: pairedRatio(pairs),
          },
        ];
      });
      if (points.length === 0) {
        const lost = series.get(`${curve.id} ${curve.warmth} ${sizes[0]}`);
        const reason = lost !== undefined && lost.state !== 'measured' ? lost.reason : 'not reached';
        return { ...curve, state: 'failed', reason, points, crossing: { state: 'unclear', reason } };
      }
      const found = crossing(points);
      return {
        ...curve,
        state: 'measured',
        points,
        crossing: found.state === 'found' ? { ...found, jobMs: jobMsAt(points, found.size.value) } : found,
      };
    }),
  };
}

/** Sequential time of one job of a size, from the measured size nearest to it. */
function jobMsAt(points: CrossoverCurve['points'], size: number): number {
  const near = points.toSorted(
    (a, b) => Math.abs(Math.log(a.size / size)) - Math.abs(Math.log(b.size / size)),
  )[0];
  return near === undefined ? Number.NaN : (near.sequentialMs / JOBS) * (size / near.size);
}
