// Writes the list of files in ARCHITECTURE.md from the docstrings; with --check it fails where the list is not up to date.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const DOCUMENT = 'ARCHITECTURE.md';
const MARK = '<!-- files: node scripts/file-map.mjs -->';
const FOLDERS = [
  'packages/core/src',
  'packages/native/src',
  'packages/native/include',
  'packages/bench/src',
  'packages/cli/src',
];

/** A docstring with the name that follows it, where there is one. */
const DOCSTRING =
  /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:export\s+)?(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|class|interface|type|const|enum|struct|namespace)?\s*([\w$]*)/g;

/** The first sentence of a docstring, in one line. */
function sentence(docstring) {
  const text = docstring
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/ @.*$/, '')
    .trim();
  // C++ comments begin with the thread that a function runs on.
  return text
    .replace(/^\w+\. /, '')
    .replace(/(?<=[.])\s.*$/, '')
    .replace(/[.:]$/, '');
}

/** What a file is for: the docstring of the thing that it is named for, else its first one, else its first comment. */
function purpose(file) {
  if (path.basename(file) === 'index.ts') return 'the export list';
  const source = readFileSync(file, 'utf8');
  const wanted = path
    .basename(file)
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_.]/g, '')
    .toLowerCase();
  const found = [...source.matchAll(DOCSTRING)];
  const named = found.find(([, , name]) => name.toLowerCase() === wanted) ?? found[0];
  if (named !== undefined) return sentence(named[1]);
  const comments = /^(?:[ \t]*\/\/[^\n]*\n)+/m.exec(source)?.[0] ?? '';
  return sentence(comments.replaceAll(/^\s*\/\/\/? ?/gm, ''));
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...FOLDERS], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|cc|h)$/.test(file))
  .toSorted();
const lines = [];
let folder = '';
for (const file of files) {
  // A C++ source is told by its header.
  if (file.endsWith('.cc') && files.includes(file.replace(/\.cc$/, '.h'))) continue;
  if (path.dirname(file) !== folder) {
    folder = path.dirname(file);
    lines.push('', `**\`${folder}/\`**`, '');
  }
  const what = purpose(file);
  lines.push(`- \`${path.basename(file)}\`${what === '' ? '' : ` ${what}`}`);
}
const [head] = readFileSync(DOCUMENT, 'utf8').split(MARK);
const text = `${head}${MARK}\n${lines.join('\n')}\n`;
if (!process.argv.includes('--check')) writeFileSync(DOCUMENT, text);
else if (text !== readFileSync(DOCUMENT, 'utf8')) {
  console.error(`${DOCUMENT} does not list the files as they are: run node scripts/file-map.mjs`);
  process.exit(1);
}
