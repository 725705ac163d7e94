// Writes docs/guide/article.md, the article row by row with its verdicts, from the kept run; with --check it fails where it is not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const PAGE = path.join(ROOT, 'docs/guide/article.md');
const run = JSON.parse(readFileSync(path.join(ROOT, 'docs/results/article.json'), 'utf8'));
const { claims, printed, cells, edges } = run.studies.find(({ type }) => type === 'article');

const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll(/\s+/g, ' ');
const row = (cells_) => `| ${cells_.map(cell).join(' | ')} |`;

/** A table of Markdown. */
function table(head, rows) {
  return [row(head), row(head.map(() => '---')), ...rows.map((cells_) => row(cells_))].join('\n');
}

/** What one language came to in a cell of the article's table. */
function measuredIn(measured, language) {
  const found = measured.find((one) => one.language === language);
  if (found === undefined) return '';
  return found.state === 'measured' ? `${found.word}: ${found.text}` : found.text;
}

const text = `# The article, row by row

Made by \`node scripts/article-page.mjs\` from \`docs/results/article.json\`, a run of \`${run.command}\` on ${run.startedAt.slice(0, 10)}
(${run.state}; ${run.environment.effectiveCores} cores of ${run.environment.cpu ?? 'an unknown processor'}, Node ${run.environment.node}).
The rules decide, not the reader: a verdict stands only where the whole interval lies on one side of its rule. How to read
the figures: [reading the report](reading-the-report.md).

## Claims

${table(
  ['', 'claim', 'article', 'here', 'verdict', 'why'],
  claims.map(({ id, claim, article, oursText, verdict, reason }) => [
    id,
    claim,
    article,
    oursText,
    verdict,
    reason,
  ]),
)}

## The programs as they were printed

${table(
  ['', 'state', 'seen', 'said'],
  printed.map(({ id, state, saw, says }) => [id, state, saw, says]),
)}

## The table of models

${table(
  ['', 'cell', 'article', 'Node', 'C++', 'Python'],
  cells.map(({ id, model, aspect, article, measured }) => [
    id,
    `${model}, ${aspect}`,
    article,
    ...['Node', 'C++', 'Python'].map((language) => measuredIn(measured, language)),
  ]),
)}

## The flowchart

${table(
  ['', 'edge', 'verdict', 'here', 'better advice'],
  edges.map(({ id, from, answer, to, verdict, ours, advice }) => [
    id,
    `${from} ${answer} → ${to}`,
    verdict,
    ours,
    advice,
  ]),
)}
`;
if (!process.argv.includes('--check')) writeFileSync(PAGE, text);
else if (text !== readFileSync(PAGE, 'utf8')) {
  console.error(
    'docs/guide/article.md does not tell what docs/results/article.json holds: run node scripts/article-page.mjs',
  );
  process.exit(1);
}
