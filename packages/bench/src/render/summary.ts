import type { ArticleStudy, BlockResult, RowResult } from '../result/article.ts';
import type { BenchResult, StudyResult } from '../result/result.ts';
import type { ScaleFit } from '../result/scale.ts';
import type { Estimate } from '../statistics/estimate.ts';
import {
  formatBytes,
  formatEstimate,
  formatMs,
  formatNumber,
  formatRatio,
  formatRatioEstimate,
} from './format.ts';
import type { SummaryTable } from './summary-table.ts';
import { articleTables, claimsTable } from './article-tables.ts';
import { rowLabel, shortLanguage } from './row-label.ts';

/** Every study of a result as tables of text, in the order in which they ran; claims come first. */
export function summaryTables(result: BenchResult): SummaryTable[] {
  const articles = result.studies.filter((study): study is ArticleStudy => study.type === 'article');
  return [
    ...articles.map(claimsTable),
    ...result.studies.flatMap(studyTables),
    noiseTable(result),
    ...articles.flatMap(articleTables),
  ];
}

/** What a result says of itself in one line: when, how long, on what. */
export function runLine({
  startedAt,
  elapsedMs,
  preset,
  rounds,
  seed,
  state,
  environment: env,
}: BenchResult): string {
  return (
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${state}, ${formatMs(elapsedMs)}, ${preset}, ${rounds} rounds, seed ${seed}; ` +
    `${env.effectiveCores} effective cores (${env.cpu ?? 'unknown processor'}), Node ${env.node}, Python ${env.python ?? 'missing'}, ${env.compiler ?? 'no compiler'}`
  );
}

const gap = (name: string, state: string, reason = ''): string =>
  `${name}: ${state}${reason === '' ? '' : `, ${reason}`}`;
const optional = (estimate: Estimate | null | undefined, format: (value: number) => string): string =>
  estimate === null || estimate === undefined ? '' : formatEstimate(estimate, format);
const optionalMs = (ms: number | null | undefined): string =>
  ms === null || ms === undefined ? '' : formatMs(ms);

function studyTables(study: StudyResult): SummaryTable[] {
  switch (study.type) {
    case 'article':
      return study.blocks.map(blockTable);
    case 'scale':
      return [
        {
          title: `Scaling of ${study.title} (${formatNumber(study.size)} ${study.unit}, ${study.jobs} jobs, ${study.effectiveCores} effective cores)`,
          columns: ['Model', 'Lanes', 'Median', 'Speed-up', 'Ceiling', 'CPU cost', ''],
          rows: study.curves.flatMap((curve) =>
            curve.points.map((point) => [
              `${shortLanguage(curve.language)} ${curve.model}`,
              String(point.lanes),
              formatMs(point.wallMs.value),
              formatRatioEstimate(point.speedUp),
              ceilingAt(study.ceiling, point.lanes),
              point.cpuCost === null ? '' : formatRatio(point.cpuCost),
              point.oversubscribed ? 'more lanes than cores' : '',
            ]),
          ),
          notes: study.curves.flatMap((curve) =>
            curve.state === 'measured'
              ? curve.fits.map((fit) => `${curve.id}: ${fitText(fit)}`)
              : [gap(curve.id, curve.state, curve.reason)],
          ),
        },
      ];
    case 'crossover':
      return [
        {
          title: `From which size on lanes pay (${study.workload}, ${study.unit}, ${study.jobs} jobs)`,
          columns: [
            'Model',
            'Start',
            'Pays from',
            'One such job takes',
            'Speed-up at the smallest',
            'at the largest',
          ],
          rows: study.curves
            .filter(({ state }) => state === 'measured')
            .map(({ language, model, warmth, crossing, points }) => [
              `${shortLanguage(language)} ${model}`,
              warmth,
              crossing.state === 'found'
                ? formatEstimate(crossing.size, formatNumber)
                : `${crossing.state}: ${crossing.reason}`,
              crossing.state === 'found' ? formatMs(crossing.jobMs) : '',
              ratioOf(points.at(0)?.speedUp),
              ratioOf(points.at(-1)?.speedUp),
            ]),
          notes: gapsOf(study.curves),
        },
      ];
    case 'overhead':
      return [
        {
          title: 'What a lane costs',
          columns: ['Model', 'Lanes', 'Start of all', 'Round trip', 'In a stream', 'Memory a lane'],
          rows: study.rows
            .filter(({ state }) => state === 'measured')
            .map((row) => [
              `${shortLanguage(row.language)} ${row.model}`,
              String(row.lanes),
              optional(row.spawnMs, formatMs),
              optional(row.roundTripMs, formatMs),
              optional(row.throughputMs, formatMs),
              optional(row.pssBytesPerLane, formatBytes),
            ]),
          notes: gapsOf(study.rows),
        },
      ];
    case 'io':
      return [
        {
          title: 'Waiting for many things at once',
          columns: ['Model', 'Work', 'In flight', 'Wall', 'CPU', 'Per second', 'Limit'],
          rows: study.sweeps.flatMap((sweep) =>
            sweep.points.map((point) => [
              `${shortLanguage(sweep.language)} ${sweep.model}`,
              sweep.workload,
              formatNumber(point.concurrency),
              formatMs(point.wallMs.value),
              optionalMs(point.cpuMs),
              formatNumber(point.ratePerS),
              formatNumber(point.limitPerS),
            ]),
          ),
          notes: [
            ...study.sweeps.flatMap(({ id, workload, knee }) =>
              knee === null
                ? []
                : [
                    `${id}, ${workload}: the rate grows no more beyond ${formatNumber(knee.concurrency)} in flight`,
                  ],
            ),
            ...study.sweeps.flatMap(({ id, workload, note }) =>
              note === undefined ? [] : [`${id}, ${workload}: ${note}`],
            ),
            ...gapsOf(study.sweeps),
          ],
        },
      ];
    default:
      return [
        {
          title: `Event-loop delay of the caller (${study.jobs} jobs of ${study.workload}, ${formatMs(study.jobMs)} each)`,
          columns: ['Model', 'p50', 'p99', 'Longest', 'Loop busy', 'Wall'],
          rows: study.rows
            .filter(({ state }) => state === 'measured')
            .map((row) => [
              row.model,
              optionalMs(row.p50Ms),
              optionalMs(row.p99Ms),
              optionalMs(row.maxMs),
              row.utilization === undefined ? '' : `${formatNumber(row.utilization * 100)} %`,
              optionalMs(row.wallMs),
            ]),
          notes: study.rows
            .filter(({ state }) => state !== 'measured')
            .map(({ model, state, reason }) => gap(model, state, reason)),
        },
      ];
  }
}

function gapsOf(
  rows: readonly { readonly id: string; readonly state: string; readonly reason?: string }[],
): string[] {
  return rows
    .filter(({ state }) => state !== 'measured')
    .map(({ id, state, reason }) => gap(id, state, reason));
}

function ratioOf(estimate: Estimate | undefined): string {
  return estimate === undefined ? '' : formatRatioEstimate(estimate);
}

function ceilingAt(
  ceiling: readonly { readonly lanes: number; readonly speedUp: Estimate }[],
  lanes: number,
): string {
  const found = ceiling.find((point) => point.lanes === lanes);
  return found === undefined ? '' : formatRatio(found.speedUp.value);
}

/** A fitted law with its parameters, or why it is refused. */
export function fitText(fit: ScaleFit): string {
  if (fit.state === 'refused') return `no fit by ${fit.law}: ${fit.reason}`;
  const parameters = Object.entries(fit.parameters).map(
    ([name, { value, low, high }]) => `${name} ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
  );
  return `${fit.law} ${parameters.join(', ')}`;
}

function blockTable(block: BlockResult): SummaryTable {
  return {
    title: `${block.title} (${formatNumber(block.size)} ${block.unit}, ${block.rounds} rounds${block.cold ? ', cold' : ''})`,
    columns: ['Row', 'Lanes', 'Median', 'CPU', 'First call', 'Speed-up', 'Verdict', 'Article'],
    rows: block.rows.map((row) => [
      rowLabel(row, block.rows),
      String(row.lanes),
      optionalMs(row.wallMs?.value),
      optionalMs(row.cpuMs),
      optionalMs(row.coldMs?.[0]),
      ratioOf(row.speedUp),
      row.state === 'measured' ? (row.verdict ?? (row.id === row.base ? 'base' : '')) : row.state,
      row.article === undefined ? '' : formatRatio(row.article),
    ]),
    notes: [
      ...(block.gate.state === 'passed' ? [] : [`${block.gate.state}: ${block.gate.reasons.join('; ')}`]),
      ...block.rows.flatMap((row) => rowNotes(row, block)),
    ],
  };
}

function rowNotes(row: RowResult, block: BlockResult): string[] {
  const name = rowLabel(row, block.rows);
  return [
    ...(row.reason === undefined ? [] : [gap(name, row.state, row.reason)]),
    ...(row.warmUp?.state === 'no steady state'
      ? [`${name}: no steady state after ${row.warmUp.runs} warm-up runs`]
      : []),
  ];
}

function noiseTable({ noise }: BenchResult): SummaryTable {
  const { controls, contendedRounds, remeasuredRounds, engineOverhead } = noise;
  return {
    title: 'A against A: each must contain 1×',
    columns: ['Where', 'Row', 'Ratio', 'Contains 1×'],
    rows: controls.map(({ where, row, ratio, containsOne }) => [
      where,
      row,
      formatRatioEstimate(ratio),
      containsOne ? 'yes' : 'no',
    ]),
    notes: [
      `contended rounds: ${contendedRounds}, measured again: ${remeasuredRounds}`,
      ...(engineOverhead === null
        ? []
        : [
            `the engine adds ${formatMs(engineOverhead.perCallMs)} a call, ${formatNumber(engineOverhead.shareOf1ms * 100)} % of a call of 1 ms`,
          ]),
    ],
  };
}
