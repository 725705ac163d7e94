import type { ArticleStudy } from '../result/article.ts';
import type { BenchResult } from '../document/result.ts';
import { viewOf } from './view-of.ts';
import { formatMs, formatNumber, formatRatioEstimate } from '../text/format.ts';
import type { SummaryTable } from '../text/summary-table.ts';
import { articleTables, claimsTable } from './article-tables.ts';

/** Every study of a result as tables of text, in the order in which they ran; claims come first. */
export function summaryTables(result: BenchResult): SummaryTable[] {
  const articles = result.studies.filter((study): study is ArticleStudy => study.type === 'article');
  return [
    ...articles.map(claimsTable),
    ...result.studies.flatMap((study) => viewOf(study.type).tables(study)),
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
