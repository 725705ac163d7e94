/** sort against std::sort and Float64Array.prototype.sort; primes against primesieve. */
import { primesSync, sortSync } from '../dist/index.js';
import { timed } from './cases.mjs';
import { interleave, medianOf, ratio } from './estimate.mjs';
import { runPrimesieve, runStandalone } from './machine.mjs';

async function sorting(rows, cores, n, rounds) {
  const shuffled = Float64Array.from({ length: n }, () => Math.random());
  const values = new Float64Array(n);
  const time = (work) => timed({}, work, () => values.set(shuffled)).elapsedMs;
  const runs = await interleave(rounds, {
    one: () => time(() => sortSync({ values, threads: 1 })),
    all: () => time(() => sortSync({ values, threads: cores })),
    // oxlint-disable-next-line unicorn/no-array-sort -- in place is what is compared
    js: () => time(() => values.sort()),
    std: () => runStandalone('sort', { n, algorithm: 'std' }, 1),
  });
  const show = (name) => `${medianOf(runs[name]).value.toFixed(0)} ms`;
  for (const [name, threads] of Object.entries({ one: 1, all: cores })) {
    const what = `${n.toExponential()} doubles, threads: ${threads}, ${show(name)}`;
    rows.push({
      study: 'sort',
      what: `${what} / std::sort ${show('std')}`,
      bar: [0, 1.1],
      ...ratio(runs[name], runs.std),
    });
    rows.push({
      study: 'sort',
      what: `${what} / Float64Array.sort ${show('js')}`,
      ...ratio(runs[name], runs.js),
    });
  }
}

async function sieving(rows, cores, n, rounds) {
  const seen = runPrimesieve(n, 1);
  if (!seen) {
    console.error('primesieve is not here, so its rows are missing: apt-get install primesieve-bin');
    rows.push({ study: 'primes', what: 'primesieve is not installed', bar: [0, 3], value: NaN });
    return;
  }
  if (seen.result !== primesSync({ n })) throw new Error('primes: primesieve counts otherwise');
  for (const threads of new Set([1, cores])) {
    const runs = await interleave(rounds, {
      ours: () => timed({}, () => primesSync({ n, threads })).elapsedMs,
      theirs: () => runPrimesieve(n, threads).elapsedMs,
    });
    rows.push({
      study: 'primes',
      what: `below ${n.toExponential()}, threads: ${threads}, ${medianOf(runs.ours).value.toFixed(0)} ms / primesieve ${medianOf(runs.theirs).value.toFixed(0)} ms`,
      bar: [0, 3],
      ...ratio(runs.ours, runs.theirs),
    });
  }
}

export async function libraries({ cores, quick }) {
  const rows = [];
  await sorting(rows, cores, quick ? 1e6 : 1e7, quick ? 3 : 7);
  await sieving(rows, cores, quick ? 1e8 : 1e9, quick ? 5 : 9);
  return rows;
}
