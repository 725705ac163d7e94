// Writes the table of models and what they can do into README.md, from core's manifest; with --check it fails where it is not up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { SUPPORTS } from '../packages/core/dist/index.js';

const BEGIN = '<!-- models: node scripts/models-table.mjs -->';
const END = '<!-- models end -->';
const CRASH = { none: 'everything', thread: 'one job', process: 'one job', machine: 'nothing' };
const TASKS = { any: 'any', kernels: 'that name a kernel', files: "of the workers' files" };

const ROWS = [
  ['uses several cores', ({ parallel }) => (parallel ? 'yes' : '')],
  ['tasks', ({ tasks }) => TASKS[tasks]],
  ['a crash takes', ({ isolation }) => CRASH[isolation]],
  ['a running job can be', ({ kill }) => (kill ? 'ended' : 'asked to end')],
  ['values are', ({ clones }) => (clones ? 'copied' : 'shared')],
  ['buffers can move', ({ transfer }) => (transfer ? 'yes' : '')],
  ['shared memory', ({ sharedMemory }) => (sharedMemory ? 'yes' : '')],
  ['short jobs travel together', ({ batching }) => (batching ? 'yes' : '')],
];

const models = Object.keys(SUPPORTS);
const line = (cells) => `| ${cells.join(' | ')} |`;
const table = [
  line(['', ...models.map((model) => `\`${model}\``)]),
  line(['---', ...models.map(() => '---')]),
  ...ROWS.map(([name, tell]) => line([name, ...models.map((model) => tell(SUPPORTS[model]))])),
].join('\n');

const readme = readFileSync('README.md', 'utf8');
const [head, rest = ''] = readme.split(BEGIN);
const [, tail = ''] = rest.split(END);
const text = `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`;
// The formatter pads the cells of a table.
const squeezed = (markdown) => markdown.replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');
if (!process.argv.includes('--check')) writeFileSync('README.md', text);
else if (squeezed(text) !== squeezed(readme)) {
  console.error('README.md does not show the models as they are: run node scripts/models-table.mjs');
  process.exit(1);
}
