import type { BlockResult, RowResult } from '../result/article.ts';
import type { BenchResult } from '../result/result.ts';

const BAR_CELLS = 8;

/** Renders a result as text, at most 100 columns wide. */
export function renderTable(result: BenchResult): string {
  const { environment: env } = result;
  const study = result.studies.find((one) => one.type === 'article');
  const lines = [
    ...(study?.blocks ?? []).flatMap(renderBlock),
    'The programs as they were printed, and as they were meant',
    ...(study?.printed ?? []).map(({ id, state, saw }) =>
      cut(`  ${id.padEnd(8)}  ${state.padEnd(11)} ${saw}`),
    ),
    '',
    'Claims of the article',
    ...(study?.claims ?? []).flatMap(({ id, claim, verdict, article, oursText }) => [
      cut(`  ${id}  ${verdict.padEnd(14)} ${claim}`),
      cut(`      article ${article}, here ${oursText}`),
    ]),
    '',
    cut(
      `${result.preset}, ${result.rounds} rounds, seed ${result.seed}; ${env.effectiveCores} cores (${env.cpu}), Node ${env.node}, ` +
        `Python ${env.python ?? 'missing'}, ${env.compiler ?? 'no compiler'}`,
    ),
    'Speed-up: against the sequential row of the same language and build, median of the rounds, with its',
    'sign-test interval. Start of programs and pools is not counted, except where a block says cold.',
    ...(result.rounds < 6
      ? [`${result.rounds} rounds give an interval but no verdict: leave --quick away for one.`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function renderBlock(block: BlockResult): string[] {
  const longest = Math.max(...block.rows.map(({ wallMs }) => wallMs?.value ?? 0));
  return [
    cut(`${block.title} (${block.size.toLocaleString('en')} ${block.unit})`),
    '  language   model           lanes build             median ms  speed-up            article',
    ...block.rows.map((row) => cut(renderRow(row, longest))),
    ...new Set(
      block.rows.flatMap((row) => (row.reason === undefined ? [] : wrap(`${row.state}: ${row.reason}`))),
    ),
    '',
  ];
}

function renderRow(row: RowResult, longest: number): string {
  const head = `  ${row.language.padEnd(10)} ${row.calls.padEnd(15)} ${String(row.lanes).padStart(5)} ${row.build.padEnd(17)}`;
  const medianMs = row.wallMs?.value;
  if (medianMs === undefined) return `${head} ${row.state}, see below`;
  const { speedUp } = row;
  const ratio =
    speedUp === undefined
      ? ''
      : `${speedUp.value.toFixed(2)}x (${speedUp.low.toFixed(2)}-${speedUp.high.toFixed(2)})`;
  const bar = '#'.repeat(Math.max(1, Math.round((medianMs / longest) * BAR_CELLS)));
  const article = row.article === undefined ? '' : `${row.article.toFixed(2)}x`;
  return `${head} ${medianMs.toFixed(2).padStart(9)}  ${ratio.padEnd(19)} ${article.padEnd(6)} ${bar}`;
}

/** Breaks a reason into indented lines, so that nothing of what to do is cut off. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 98) lines.push(`    ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function cut(line: string): string {
  return line.length <= 100 ? line : `${line.slice(0, 99)}~`;
}
