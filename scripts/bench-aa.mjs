// Calibrates `counterpoint compare`: how often it sees a difference where there is none, and how often it finds one of 10 %.
//   node scripts/bench-aa.mjs [runs] [ms]      default: 40 runs each, of a command whose work takes 30 ms
// Prints one line of JSON a run on stderr and the sums on stdout; exit code 1 if a bar is missed.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url));
const [runs = 40, ms = 30] = process.argv.slice(2).map(Number);

/** A command whose work is a fixed number of steps, about `ms` on this machine. */
const steps = await calibrate(ms);
const command = (share) =>
  `${process.execPath} -e "let x = 1; for (let i = 0; i < ${Math.round(steps * share)}; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0; process.exitCode = x === 7 ? 1 : 0"`;

async function compare(a, b) {
  const outcome = await run(process.execPath, [main, 'compare', '--json', '--', a, b]).catch(
    (error) => error,
  );
  if (!outcome.stdout) throw new Error(outcome.stderr);
  const line = JSON.parse(outcome.stdout);
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return line;
}

async function calibrate(target) {
  let n = 1e6;
  for (;;) {
    const start = performance.now();
    let x = 1;
    for (let i = 0; i < n; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    const elapsed = performance.now() - start;
    if (elapsed > target && x !== 7) return (n * target) / elapsed;
    n *= 2;
  }
}

const same = [];
for (let i = 0; i < runs; i++) same.push(await compare(command(1), command(1)));
// The start of node is part of the time: the twin's work grows by 10 % of the whole.
const [{ wholeShare }] = [await wholeTime()];
const slower = [];
for (let i = 0; i < runs; i++) slower.push(await compare(command(1), command(1 + 0.1 * wholeShare)));

/** Whole time of a command / time of its work. */
async function wholeTime() {
  const times = [];
  for (let i = 0; i < 9; i++) {
    const start = performance.now();
    await run('/bin/sh', ['-c', command(1)]);
    times.push(performance.now() - start);
  }
  return { wholeShare: times.toSorted((a, b) => a - b)[4] / ms };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const claims = same.filter(({ verdict }) => verdict === 'faster' || verdict === 'slower');
const above = same.filter(({ ratio }) => ratio > 1).length;
const sums = {
  runs,
  falseClaims: claims.length,
  falseClaimsAllowed: Math.floor((6 / 40) * runs),
  ratioAbove1: above,
  medianErrorPercent: +(100 * median(same.map(({ ratio }) => Math.abs(ratio - 1)))).toFixed(2),
  inconclusive: same.filter(({ verdict }) => verdict === 'inconclusive').length,
  foundSlower: slower.filter(({ verdict }) => verdict === 'slower').length,
  foundSlowerWanted: Math.ceil(0.8 * runs),
  medianRatioOfSlower: +median(slower.map(({ ratio }) => ratio)).toFixed(3),
};
console.log(JSON.stringify(sums, null, 1));
process.exitCode =
  sums.falseClaims > sums.falseClaimsAllowed || sums.foundSlower < sums.foundSlowerWanted ? 1 : 0;
