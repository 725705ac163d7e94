import { gate, type ControlResult } from '../engine/gate.ts';
import type { RoundsResult, Series } from '../engine/measure-rounds.ts';
import { keptPairs } from '../engine/pairs.ts';
import type { Sample } from '../engine/sample.ts';
import type { BlockResult, RowResult } from '../result/article.ts';
import { compareSeries, decide } from '../statistics/comparison.ts';
import { holm } from '../statistics/holm.ts';
import { median } from '../statistics/median.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import { javascriptVariants } from '../variants/javascript.ts';
import { otherRuntimeVariants } from '../variants/other-runtimes.ts';
import { cppVariants, pythonVariants } from '../variants/programs.ts';
import type { Variant } from '../variants/variant.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Lab } from './lab.ts';

/** What the article's summary table is measured by. */
const TABLE = new Set(['counter', 'sleep']);
/** The row that is measured against itself. */
const CONTROL = 'js-inline';

/** Measures one workload in every language and on every model. */
export async function runBlock(
  workload: Workload,
  size: number,
  rounds: number,
  lab: Lab,
): Promise<BlockResult> {
  const { signal } = lab.options;
  const needed = workload.kind === 'io' ? 1 : lab.cores;
  const session = await workload.open(size, signal);
  try {
    const variants = await variantsOf(workload, size, session, lab);
    const contenders = variants.flatMap(({ contender }) => ('run' in contender ? [contender] : []));
    const expected = JSON.stringify(session.expected);
    const result = await lab.measure(workload.id, contenders, {
      rounds,
      batches: workload.article === true ? 2 : 1,
      needed,
      control: CONTROL,
      check: async (value) => {
        // JavaScript's host has checked its own.
        if (value === undefined) return undefined;
        const got = JSON.stringify(value);
        return got === expected
          ? session.verify?.()
          : `expected ${expected.slice(0, 200)}, got ${got.slice(0, 200)}`;
      },
    });
    const control = controlOf(workload.id, result);
    if (control !== null) lab.keepControl(control);
    const rows = withHolm(variants.map((variant) => rowOf(variant, result.series)));
    return {
      workload: workload.id,
      title: workload.title,
      kind: workload.kind,
      cold: workload.cold === true,
      size,
      unit: workload.unit,
      rounds: result.capacity.length,
      rows,
      control,
      gate: gate({
        control,
        capacity: result.capacity,
        cores: lab.cores,
        needed,
      }),
      orders: result.orders,
    };
  } finally {
    await session.close?.();
  }
}

async function variantsOf(workload: Workload, size: number, session: Session, lab: Lab): Promise<Variant[]> {
  const { cores, compiler, options } = lab;
  const quick = options.preset === 'quick';
  const everywhere = workload.id === 'counter';
  // A quick look at what is not in the article's table has no C++, and Python only where a claim is about it.
  const few = quick && !TABLE.has(workload.id);
  const light = ({ language, model }: Variant): boolean =>
    !few || (language === 'Python' ? workload.article === true : language !== 'C++' && model !== 'processes');
  const variants = [
    ...javascriptVariants(workload, size, session.items.length, cores, quick ? lab.host : undefined),
    ...(await cppVariants(workload, session, cores, compiler, !quick, options.signal)),
    ...pythonVariants(workload, session, cores, lab.python),
    ...lab.pythons
      .filter(({ tool }) => everywhere || tool.state === 'found')
      .flatMap((python) => pythonVariants(workload, session, cores, python)),
    ...lab.runtimes
      .filter(({ tool }) => everywhere || tool.state === 'found')
      .flatMap((runtime) => otherRuntimeVariants(workload, session, cores, runtime)),
  ];
  return variants.filter(light);
}

/** Compares the control with itself. @returns null if nothing was measured */
export function controlOf(where: string, { series, control }: RoundsResult): ControlResult | null {
  const own = series.get(CONTROL);
  const pairs = own?.state === 'measured' ? keptPairs(own.samples, control) : [];
  if (pairs.length === 0) return null;
  // A control is only a gate: at 95 % one run in twenty would be thrown away.
  const ratio = pairedRatio(pairs, 0.99);
  return { where, row: CONTROL, ratio, containsOne: ratio.low <= 1 && ratio.high >= 1 };
}

function rowOf(variant: Variant, series: ReadonlyMap<string, Series>): RowResult {
  const { contender, id, base, ...rest } = variant;
  const common = { ...rest, id, base };
  if ('missing' in contender) return { ...common, state: 'missing', reason: contender.missing, samples: [] };
  const own = series.get(id);
  if (own === undefined) return { ...common, state: 'failed', reason: 'not reached', samples: [] };
  if (own.state !== 'measured')
    return { ...common, state: own.state, reason: own.reason, samples: own.samples };
  const kept = own.samples.filter((sample) => sample.kept);
  if (kept.length === 0) return { ...common, state: 'failed', reason: 'interrupted', samples: own.samples };
  const cpuMs = medianOf(kept, ({ cpuMs: cpu }) => cpu);
  const wallMs = signInterval(kept.map((sample) => sample.wallMs));
  const sequential = series.get(base);
  const pairs =
    base === id || sequential?.state !== 'measured' ? [] : keptPairs(sequential.samples, own.samples);
  const comparison = pairs.length === 0 ? undefined : compareSeries(pairs);
  return {
    ...common,
    state: 'measured',
    wallMs,
    cpuMs,
    parallelism: cpuMs === null ? null : cpuMs / wallMs.value,
    startMs: medianOf(own.samples, ({ startMs }) => startMs),
    coldMs: own.coldMs,
    warmUp: { state: own.warmUp.state, runs: own.warmUp.runs },
    ...(comparison === undefined
      ? {}
      : {
          speedUp: comparison.ratio,
          ...(comparison.crossCheck === null ? {} : { crossCheck: comparison.crossCheck }),
          batches: comparison.batches,
          pValue: comparison.pValue,
          verdict: decide(comparison),
        }),
    samples: own.samples,
  };
}

function withHolm(rows: readonly RowResult[]): RowResult[] {
  const tested = rows.filter(({ pValue }) => pValue !== undefined);
  const adjusted = holm(tested.map(({ pValue = 1 }) => pValue));
  return rows.map((row) => {
    const pHolm = adjusted[tested.indexOf(row)];
    if (pHolm === undefined) return row;
    const claims = row.verdict === 'faster' || row.verdict === 'slower';
    return { ...row, pHolm, ...(claims && pHolm > 0.05 ? { verdict: 'inconclusive' as const } : {}) };
  });
}

function medianOf(samples: readonly Sample[], of: (sample: Sample) => number | null): number | null {
  const values = samples.map(of).filter((value) => value !== null);
  return values.length === 0 ? null : median(values);
}
