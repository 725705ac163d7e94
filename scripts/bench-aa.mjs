// Calibrates `counterpoint compare`: how often it sees a difference where there is none, and how often it finds one of 10 %.
//   node scripts/bench-aa.mjs [--runs 40] [--only same|slower] [--write]
// X is a shell command that counts for about 25 ms, Y the same with steps for a tenth more. Prints one line of JSON a run on
// stderr and the sums on stdout; --write keeps them in docs/compare.md. Exit code 1 if a bar is missed.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const execute = promisify(execFile);
const main = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '40' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const WHOLE_MS = 25;

const counting = (steps) => `i=0; while [ $i -lt ${Math.round(steps)} ]; do i=$((i+1)); done`;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Time of a command from its start to its end, median of nine. */
async function wholeMs(steps) {
  const times = [];
  for (let i = 0; i < 9; i++) {
    const startMs = performance.now();
    await execute('/bin/sh', ['-c', counting(steps)]);
    times.push(performance.now() - startMs);
  }
  return median(times);
}

async function compare(y) {
  const startMs = performance.now();
  // Exit codes 1 and 2 are verdicts, too.
  const outcome = await execute(process.execPath, [main, 'compare', '--json', '--', x, y]).catch(
    (error) => error,
  );
  if (!outcome.stdout) throw new Error(outcome.stderr);
  const line = { ...JSON.parse(outcome.stdout), seconds: (performance.now() - startMs) / 1000 };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return line;
}

async function series(y) {
  const lines = [];
  for (let i = 0; i < runs; i++) lines.push(await compare(y));
  return lines;
}

const emptyMs = await wholeMs(0);
const stepMs = ((await wholeMs(50_000)) - emptyMs) / 50_000;
const steps = (WHOLE_MS - emptyMs) / stepMs;
const x = counting(steps);
// The start of the shell is part of the time: the twin's steps grow by a tenth of the whole.
const same = values.only === 'slower' ? [] : await series(x);
const slower = values.only === 'same' ? [] : await series(counting(steps + (0.1 * WHOLE_MS) / stepMs));

const found = (lines, ...verdicts) => lines.filter(({ verdict }) => verdicts.includes(verdict)).length;
const round = (number, digits) => Number(number.toFixed(digits));
const sums = {
  runs,
  ...(same.length === 0
    ? {}
    : {
        falseClaims: found(same, 'faster', 'slower'),
        falseClaimsAllowed: Math.floor((6 / 40) * runs),
        noDifference: found(same, 'no-difference'),
        inconclusive: found(same, 'inconclusive'),
        ratioAbove1: same.filter(({ ratio }) => ratio > 1).length,
        medianErrorPercent: round(100 * median(same.map(({ ratio }) => Math.abs(ratio - 1))), 2),
        secondsARun: round(median(same.map(({ seconds }) => seconds)), 1),
      }),
  ...(slower.length === 0
    ? {}
    : {
        foundSlower: found(slower, 'slower'),
        foundSlowerWanted: Math.ceil(0.8 * runs),
        calledFaster: found(slower, 'faster'),
        medianRatioOfSlower: round(median(slower.map(({ ratio }) => ratio)), 3),
        secondsASlowerRun: round(median(slower.map(({ seconds }) => seconds)), 1),
      }),
};
console.log(JSON.stringify(sums, null, 1));
const missed =
  sums.falseClaims > sums.falseClaimsAllowed || (sums.foundSlower ?? runs) < (sums.foundSlowerWanted ?? 0);
process.exitCode = missed ? 1 : 0;

if (values.write) {
  const page = `# How far \`counterpoint compare\` can be trusted

A tool that compares must be compared with itself first: X against X, where every difference that it claims is false, and X
against a twin that takes 10 % longer, which it should find. Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores of
${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.versions.node}, by

\`\`\`sh
node scripts/bench-aa.mjs --runs ${runs} --write
\`\`\`

which calls \`counterpoint compare --json -- X Y\` ${runs} times each. X is a shell command that counts for about ${WHOLE_MS} ms.

| X against X, ${runs} runs | found | bar |
|---|---|---|
| claimed a difference | ${sums.falseClaims} | at most ${sums.falseClaimsAllowed} |
| no difference / inconclusive | ${sums.noDifference} / ${sums.inconclusive} | |
| B / A above 1 (no lean: about half) | ${sums.ratioAbove1} of ${runs} | |
| median error of B / A | ${sums.medianErrorPercent} % | 1 % on a calm machine |
| median time of a run | ${sums.secondsARun} s | |

| X against a twin of + 10 %, ${runs} runs | found | bar |
|---|---|---|
| found slower | ${sums.foundSlower} | at least ${sums.foundSlowerWanted} |
| called faster | ${sums.calledFaster} | |
| median B / A | ${sums.medianRatioOfSlower} | 1.100 |
| median time of a run | ${sums.secondsASlowerRun} s | |

The error counts in both directions: an inconclusive answer is none. A run takes 24, 48 or 72 rounds; it ends at the first
of these three looks at which the interval (at 5 % / 3 a look) decides, so a busy machine costs time before it costs truth.
`;
  await writeFile(new URL('../docs/compare.md', import.meta.url), page);
}
