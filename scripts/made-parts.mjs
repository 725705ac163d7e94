// Fills the made parts of README.md and of the guide: what the models can do (core's manifest), the answers of the guide's ten
// minutes, and the claims of the run in docs/results. With --check it fails where a page shows something else: node scripts/made-parts.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { SUPPORTS } from '../packages/core/dist/index.js';

const CRASH = { none: 'everything', thread: 'one job', process: 'one job', machine: 'nothing' };
const TASKS = { any: 'any', kernels: 'that name a kernel', files: "of the workers' files" };
const ABILITIES = [
  ['uses several cores', ({ parallel }) => (parallel ? 'yes' : '')],
  ['tasks', ({ tasks }) => TASKS[tasks]],
  ['a crash takes', ({ isolation }) => CRASH[isolation]],
  ['a running job can be', ({ kill }) => (kill ? 'ended' : 'asked to end')],
  ['values are', ({ clones }) => (clones ? 'copied' : 'shared')],
  ['buffers can move', ({ transfer }) => (transfer ? 'yes' : '')],
  ['shared memory', ({ sharedMemory }) => (sharedMemory ? 'yes' : '')],
  ['short jobs travel together', ({ batching }) => (batching ? 'yes' : '')],
];
const YES = { true: 'yes', false: 'no' };
const line = (cells) => `| ${cells.join(' | ')} |`;

function perModel(rows) {
  const names = Object.keys(SUPPORTS);
  return [
    line(['', ...names.map((name) => `\`${name}\``)]),
    line(['---', ...names.map(() => '---')]),
    ...rows.map(([ability, tell]) => line([ability, ...names.map((name) => tell(SUPPORTS[name]))])),
  ].join('\n');
}

function models() {
  return perModel(ABILITIES);
}

function supports() {
  return perModel(
    Object.keys(SUPPORTS.inline).map((name) => [`\`${name}\``, (of) => YES[of[name]] ?? of[name]]),
  );
}

/** The lines that the guide shows under a task of the examples: the command first, then a notice of what it is about to do, then the answer. */
function advised(task) {
  const guide = readFileSync('docs/guide/choosing.md', 'utf8');
  const block = new RegExp(
    `\`\`\`console\\n(\\$ counterpoint advise examples/choosing\\.mjs --task ${task} [\\s\\S]*?)\n\`\`\``,
  ).exec(guide);
  if (block === null)
    throw new Error(`docs/guide/choosing.md shows no answer for ${task}: run npm run docs:choosing`);
  return { lines: block[1].split('\n'), date: /\d{4}-\d\d-\d\d/.exec(guide)[0] };
}

function advise() {
  const { lines } = advised('countPrimes');
  const end = lines.findIndex((text) => text.startsWith('One call:'));
  return `\`\`\`console\n${lines.slice(0, end).join('\n').trimEnd()}\n\`\`\``;
}

function slower() {
  const { lines, date } = advised('double');
  return `\`${lines[0].slice(2)}\` (${date}) says:\n\n> ${lines[2]}`;
}

function claims() {
  const run = readFileSync('docs/results/article.md', 'utf8');
  const [, command] = /```sh\n(.*)\n```/.exec(run);
  const [, about] = /\n(\d{4}-.*)\n/.exec(run);
  const rows = run
    .slice(run.indexOf('## Claims'))
    .split('\n')
    .filter((text) => text.startsWith('| '))
    .slice(0, 12);
  // The reasons are long; the run's page has them.
  const table = rows.map((row) =>
    line(
      row
        .split(' | ')
        .slice(0, 5)
        .map((cell) => cell.replace(/^\| /, '')),
    ),
  );
  return `\`${command}\`: ${about} ([the whole run](docs/results/article.md), as [a page](docs/results/article.html)).\n\n${table.join('\n')}`;
}

// The formatter pads the cells of a table.
const squeezed = (markdown) => markdown.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');

const pages = { 'README.md': [models, advise, slower, claims], 'docs/guide/models.md': [supports] };
for (const [page, makes] of Object.entries(pages)) {
  const shown = readFileSync(page, 'utf8');
  let text = shown;
  for (const make of makes) {
    const part = new RegExp(`<!-- ${make.name} -->[\\s\\S]*?<!-- end -->`);
    if (!part.test(text)) throw new Error(`${page} has no part <!-- ${make.name} --> … <!-- end -->`);
    text = text.replace(part, () => `<!-- ${make.name} -->\n\n${make()}\n\n<!-- end -->`);
  }
  if (!process.argv.includes('--check')) writeFileSync(page, text);
  else if (squeezed(text) !== squeezed(shown)) {
    console.error(`${page} does not show what its sources say: run node scripts/made-parts.mjs`);
    process.exitCode = 1;
  }
}
