// Fails where six lines that say something stand twice: write them once, or add their files to ALLOWED with the reason.
// Only lines equal to the letter count, but for indentation; imports, brackets and blank lines do not.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const LEAST_LINES = 6;
/** Six lines shorter than this in all are a list of short words. */
const LEAST_CHARACTERS = 120;

/** Files that may share lines, and why. */
const ALLOWED = [
  // The article's programs: as printed, and put right with as few changes as can be.
  { files: /^packages\/bench\/programs\/.*as-(printed|meant)\// },
  // An example is read alone.
  { files: /^examples\// },
  // Each package's tests have a port of their own to find, and import no other package's tests.
  { files: /\/(free-port|redis-server)\.ts$/ },
];

const files = execFileSync(
  'git',
  ['ls-files', '*.ts', '*.mjs', '*.mts', '*.cjs', '*.py', '*.cc', '*.h', '*.cpp'],
  {
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n');

/** The lines of a file that say something, with their numbers. */
function tellingLines(file) {
  const text = readFileSync(file, 'utf8').replaceAll(
    /^(import|export) [^;]*? from .*;$|^#include .*$/gm,
    (found) => found.replaceAll(/[^\n]/g, ''),
  );
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => /\w{2}/.test(line));
}

/** First places of every six lines, by their text. */
const seen = new Map();
/** The runs that stand twice, by the difference of their places, so that longer ones are told once. */
const runs = new Map();
for (const file of files) {
  const lines = tellingLines(file);
  for (let at = 0; at + LEAST_LINES <= lines.length; at++) {
    const window = lines.slice(at, at + LEAST_LINES);
    const text = window.map(({ line }) => line).join('\n');
    if (text.length < LEAST_CHARACTERS) continue;
    const first = seen.get(text);
    if (first === undefined) {
      seen.set(text, { file, at, from: window[0].number });
      continue;
    }
    if (ALLOWED.some(({ files: pattern }) => pattern.test(first.file) && pattern.test(file))) continue;
    const key = `${first.file} ${file} ${at - first.at}`;
    const run = runs.get(key) ?? { first: `${first.file}:${first.from}`, from: window[0].number, file };
    runs.set(key, { ...run, to: window.at(-1).number });
  }
}
for (const { first, file, from, to } of runs.values())
  console.error(`${file}:${from}-${to} stands also at ${first}`);
console.log(`${files.length} files; ${runs.size} runs of ${LEAST_LINES} lines stand twice`);
process.exitCode = runs.size === 0 ? 0 : 1;
