import type { LocalModel } from '@counterpoint/core';
import { available } from '@counterpoint/native';
import { openCapacityMeter } from '../engine/capacity.ts';
import type { Contender } from '../engine/contender.ts';
import { keptPairs } from '../engine/pairs.ts';
import { WorkloadHost, type WorkSource } from '../hosts/workload-question.ts';
import type { ScaleCurve, ScalePoint, ScaleStudy } from '../result/scale.ts';
import { median } from '../statistics/median.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { workloadById } from '../workloads/catalogue.ts';
import type { Extent } from './extent.ts';
import type { Lab } from './lab.ts';
import { scalingFits } from './scaling-fits.ts';

/** What is scaled. */
export interface ScaleSubject {
  readonly source: WorkSource;
  readonly title: string;
  readonly unit: string;
  /** There is a native kernel for it. */
  readonly native: boolean;
}

/** Describes a workload of the catalogue as something to scale.
 * @param size - default: that of a default run
 * @throws {RangeError} for an unknown workload */
export function scaleSubject(id: string, size?: number): ScaleSubject {
  const { title, unit, kernel, sizes } = workloadById(id);
  return { source: { workload: id, size: size ?? sizes.default }, title, unit, native: kernel === true };
}

/** The study's steps, one a workload: those that are asked for, or primes. */
export function scaleRuns(
  lab: Lab,
  { only, sizes }: { readonly only: readonly string[]; readonly sizes: ReadonlyMap<string, number> },
): (() => Promise<ScaleStudy>)[] {
  const { preset, rounds } = lab.options;
  return (only.length === 0 ? ['primes'] : only).map((id) => (): Promise<ScaleStudy> => {
    const size = sizes.get(id) ?? workloadById(id).sizes[preset];
    return runScale(lab, scaleSubject(id, size), rounds);
  });
}

const MODELS: readonly { readonly id: string; readonly language: string; readonly model: LocalModel }[] = [
  { id: 'js-threads', language: 'JavaScript', model: 'threads' },
  { id: 'js-processes', language: 'JavaScript', model: 'processes' },
  { id: 'native-threads', language: 'native', model: 'native' },
];
/** Workloads have four jobs; so many times four can keep eight lanes busy. */
const REPEAT = 4;
const JOBS = 4 * REPEAT;

/** Measures speed-up over lanes, past the number of cores, with the machine's own ceiling beside it. */
export async function runScale(
  lab: Lab,
  subject: ScaleSubject,
  rounds: number,
  { most, extent = 'whole' }: { readonly most?: number | undefined; readonly extent?: Extent } = {},
): Promise<ScaleStudy> {
  const { cores } = lab;
  const counts = laneCounts(cores, most ?? Math.min(8, (extent === 'short' ? 2 : 4) * cores));
  const ceiling = await measureCeiling(cores, rounds);
  const host = new WorkloadHost();
  const addon = available();
  const models = MODELS.filter(({ model }) => model !== 'native' || (subject.native && addon.available));
  const contenders = models.flatMap(({ id, model }) =>
    counts.map((lanes): Contender => ({
      id: `${id} ${lanes}`,
      warmUps: 3,
      run: (signal) =>
        host.run({ source: subject.source, model, lanes, cold: false, repeat: REPEAT }, signal),
      close: () => host.close(),
    })),
  );
  const { series } = await lab.measure('scale', contenders, {
    rounds,
    batches: extent === 'short' ? 1 : 2,
  });
  const curves = MODELS.map((entry): ScaleCurve => {
    const common = { id: entry.id, language: entry.language, model: entry.model };
    if (!models.includes(entry)) {
      const reason = !subject.native || addon.available ? 'no native kernel computes this' : addon.reason;
      return { ...common, state: 'missing', reason, points: [], fits: [] };
    }
    const one = series.get(`${entry.id} 1`);
    if (one?.state !== 'measured')
      return { ...common, state: 'failed', reason: one?.reason ?? 'not reached', points: [], fits: [] };
    const points = counts.flatMap((lanes): ScalePoint[] => {
      const own = series.get(`${entry.id} ${lanes}`);
      const pairs = own?.state === 'measured' ? keptPairs(one.samples, own.samples) : [];
      if (own === undefined || pairs.length === 0) return [];
      const kept = own.samples.filter((sample) => sample.kept);
      const cpu = kept.flatMap((sample, i) => {
        const base = one.samples.filter((other) => other.kept)[i]?.cpuMs;
        return sample.cpuMs === null || base === null || base === undefined || base <= 0
          ? []
          : [sample.cpuMs / base];
      });
      return [
        {
          lanes,
          wallMs: signInterval(kept.map(({ wallMs }) => wallMs)),
          speedUp: lanes === 1 ? exactly(1) : pairedRatio(pairs),
          cpuCost: cpu.length === 0 ? null : median(cpu),
          oversubscribed: lanes > cores,
          samplesMs: kept.map(({ wallMs }) => wallMs),
        },
      ];
    });
    return { ...common, state: 'measured', points, fits: scalingFits(points, cores) };
  });
  const { source } = subject;
  return {
    type: 'scale',
    workload: 'workload' in source ? source.workload : subject.title,
    title: subject.title,
    size: 'workload' in source ? source.size : 1,
    unit: subject.unit,
    jobs: JOBS,
    effectiveCores: cores,
    ceiling,
    curves,
  };
}

/** 1 to the cores one by one up to four, then doubling. */
function laneCounts(cores: number, most: number): number[] {
  const counts = new Set([1, 2, 3, 4].filter((lanes) => lanes <= Math.max(2, cores)));
  for (let lanes = 4; lanes <= most; lanes *= 2) counts.add(lanes);
  if (cores <= most) counts.add(cores);
  return [...counts].toSorted((a, b) => a - b);
}

/** Runs plain loops on 1 … cores threads: no program scales better here. */
async function measureCeiling(cores: number, rounds: number): Promise<ScaleStudy['ceiling']> {
  const counts = [...new Set([1, 2, Math.ceil(cores / 2), cores])]
    .filter((n) => n <= cores)
    .toSorted((a, b) => a - b);
  const meters = await Promise.all(counts.map((n) => openCapacityMeter(n)));
  try {
    for (let round = 0; round < rounds; round++) for (const meter of meters) await meter.read();
    const [one] = meters;
    return meters.map(({ readings }, i) => ({
      lanes: counts[i] ?? 1,
      speedUp:
        i === 0
          ? exactly(1)
          : pairedRatio(
              readings.map(({ turnsPerMs }, round) => ({
                base: turnsPerMs,
                other: one?.readings[round]?.turnsPerMs ?? turnsPerMs,
              })),
            ),
    }));
  } finally {
    await Promise.all(meters.map((meter) => meter.close()));
  }
}

function exactly(value: number): Estimate {
  return { value, low: value, high: value, confidence: 1 };
}
