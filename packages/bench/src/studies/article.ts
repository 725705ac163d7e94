import { effectiveCores } from '@counterpoint/core';
import { judge } from '../claims/claims.ts';
import { measureRounds, type Series } from '../engine/measure-rounds.ts';
import { seededRandom } from '../engine/random.ts';
import { environment } from '../environment/environment.ts';
import { runPrinted } from '../programs/as-printed.ts';
import { findCompiler, findPython, type Tool } from '../programs/toolchain.ts';
import type { ArticleStudy, BlockResult, RowModel, RowResult } from '../result/article.ts';
import { SCHEMA_VERSION, type BenchResult } from '../result/result.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import { javascriptVariants } from '../variants/javascript.ts';
import { nativeVariants } from '../variants/native.ts';
import { cppVariants, pythonVariants } from '../variants/programs.ts';
import type { Variant } from '../variants/variant.ts';
import { WORKLOADS } from '../workloads/catalogue.ts';
import type { Preset, Workload } from '../workloads/workload.ts';

/** What to measure. */
export interface ArticleOptions {
  readonly preset: Preset;
  /** Ids of workloads; all if empty. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Told after each workload, and at the end. */
  readonly onResult: (result: BenchResult) => Promise<void> | void;
  readonly onProgress: (text: string) => void;
}

/** Runs the article's programs side by side and judges its claims; gives what was measured, also after an abort. */
export async function runArticle(options: ArticleOptions): Promise<BenchResult> {
  const { preset, only, rounds, seed, signal, onProgress } = options;
  const [python, compiler] = await Promise.all([findPython(signal), findCompiler(signal)]);
  const blocks: BlockResult[] = [];
  const started = Date.now();
  let study: ArticleStudy = {
    type: 'article',
    blocks,
    printed: [],
    claims: [],
    cells: [],
    edges: [],
    timelines: [],
  };
  const document = (state: BenchResult['state']): BenchResult => ({
    schemaVersion: SCHEMA_VERSION,
    state,
    startedAt: new Date(started).toISOString(),
    elapsedMs: Date.now() - started,
    command: `npx counterpoint bench --seed ${seed} --rounds ${rounds}`,
    preset,
    rounds,
    seed,
    environment: environment({
      python: python.state === 'found' ? python.version : null,
      compiler: compiler.state === 'found' ? `${compiler.command} ${compiler.version}` : null,
    }),
    studies: [study],
    noise: {
      controls: [],
      capacity: [],
      steal: [],
      contendedRounds: 0,
      remeasuredRounds: 0,
      engineOverhead: null,
    },
    wrong: blocks.flatMap(({ workload, rows }) =>
      rows.filter(({ state: of }) => of === 'wrong').map(({ id, reason }) => `${workload}/${id}: ${reason}`),
    ),
    gaps: [],
  });
  for (const workload of WORKLOADS) {
    if (signal.aborted || (only.length > 0 && !only.includes(workload.id))) continue;
    blocks.push(await runWorkload(workload, options, python, compiler));
    study = { ...study, claims: judge(blocks) };
    await options.onResult(document('running'));
  }
  if (!signal.aborted) {
    onProgress('programs as printed');
    study = { ...study, printed: await runPrinted(preset !== 'quick', signal) };
  }
  study = { ...study, claims: judge(blocks) };
  const result = document(signal.aborted ? 'interrupted' : 'complete');
  await options.onResult(result);
  return result;
}

async function runWorkload(
  workload: Workload,
  options: ArticleOptions,
  python: Tool,
  compiler: Tool,
): Promise<BlockResult> {
  const { signal, onProgress, rounds, seed } = options;
  const size = workload.sizes[options.preset];
  const lanes = effectiveCores();
  const session = await workload.open(size, signal);
  const variants = [
    ...javascriptVariants(workload, session, lanes),
    ...nativeVariants(workload, session, lanes),
    ...(await cppVariants(workload, session, lanes, compiler, signal)),
    ...pythonVariants(workload, session, lanes, python),
  ];
  try {
    const contenders = variants.flatMap(({ contender }) => ('run' in contender ? [contender] : []));
    const { series } = await measureRounds({
      contenders,
      rounds,
      random: seededRandom(seed),
      warmUps: options.preset === 'default' ? 3 : 1,
      signal,
      check: async (value) => {
        const got = JSON.stringify(value);
        const expected = JSON.stringify(session.expected);
        return got === expected ? session.verify?.() : `expected ${expected}, got ${got?.slice(0, 200)}`;
      },
      onEvent: (event) =>
        onProgress(
          `${workload.id}: ${event.type} ${event.id}${event.type === 'run' ? ` ${event.round + 1}/${rounds}` : ''}`,
        ),
    });
    return {
      workload: workload.id,
      title: workload.title,
      size,
      unit: workload.unit,
      kind: workload.kind,
      cold: workload.cold === true,
      rounds,
      control: null,
      gate: { state: 'passed' },
      orders: [],
      rows: variants.map((variant) => row(variant, series)),
    };
  } finally {
    for (const variant of variants) await variant.close();
    await session.close();
  }
}

const MODEL_OF: Readonly<Record<string, RowModel>> = {
  async: 'async',
  asyncio: 'async',
  threads: 'threads',
  threading: 'threads',
  processes: 'processes',
  multiprocessing: 'processes',
};

function row(variant: Variant, series: ReadonlyMap<string, Series>): RowResult {
  const { id, language, model, lanes, build, base, article, contender } = variant;
  const common = {
    id,
    language,
    runtime: build,
    model: MODEL_OF[model] ?? 'sequential',
    calls: model,
    base,
    lanes,
    build,
    ...(article === undefined ? {} : { article }),
  };
  if ('missing' in contender) return { ...common, state: 'missing', reason: contender.missing, samples: [] };
  const own = series.get(id);
  if (own === undefined) return { ...common, state: 'failed', reason: 'not reached', samples: [] };
  if (own.state !== 'measured')
    return { ...common, state: own.state, reason: own.reason, samples: own.samples };
  if (own.samples.length === 0) return { ...common, state: 'failed', reason: 'interrupted', samples: [] };
  const sequential = series.get(base);
  const pairs = own.samples.flatMap(({ round, wallMs }) => {
    const other = sequential?.samples.find((sample) => sample.round === round);
    return other === undefined || base === id ? [] : [{ base: other.wallMs, other: wallMs }];
  });
  return {
    ...common,
    state: 'measured',
    wallMs: signInterval(own.samples.map(({ wallMs }) => wallMs)),
    coldMs: [own.warmUp.first.wallMs],
    ...(pairs.length === 0 ? {} : { speedUp: pairedRatio(pairs) }),
    samples: own.samples,
  };
}
