// Fails where the median source file has more than 80 lines, or where a file of more than 300 does not say why in its first lines.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MEDIAN = 80;
const LONG = 300;
/** How a long file says why it is one: in a comment among its first lines. */
const REASON = /\b(lines|long|length)\b/;
const HEAD = 12;

/** Lines of every file of code that git knows, made ones aside. */
const files = execFileSync(
  'git',
  ['ls-files', '*.ts', '*.mjs', '*.cjs', '*.mts', '*.cc', '*.h', '*.py', '*.cpp'],
  {
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n')
  .map((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    return { file, count: lines.length - 1, head: lines.slice(0, HEAD).join('\n') };
  });

const sources = files
  .filter(({ file }) => /^packages\/\w+\/src\//.test(file))
  .map(({ count }) => count)
  .toSorted((a, b) => a - b);
const median = sources[Math.floor(sources.length / 2)];
const faults = files
  .filter(({ count, head }) => count > LONG && !REASON.test(head))
  .map(
    ({ file, count }) =>
      `${file} has ${count} lines: split it where a noun ends, or say at its head why it is long`,
  );
if (median > MEDIAN) faults.push(`the median source file has ${median} lines, more than ${MEDIAN}`);
for (const fault of faults) console.error(fault);
console.log(`${files.length} files; the median of ${sources.length} sources is ${median} lines`);
process.exitCode = faults.length === 0 ? 0 : 1;
