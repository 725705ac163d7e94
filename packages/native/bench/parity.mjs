/** Addon against standalone, and both against the machine's ceiling: one series a kernel. In a round the two of a pair run
 * one right after the other, in random order, so that what else the machine does falls on both. */
import { interleaveGroups, medianOf, ratio } from './estimate.mjs';
import { runAddon, runCeiling, runStandalone } from './machine.mjs';

/** The plain loop that is the ceiling of a kernel's scaling: the one that uses a core as it does. */
const ceilings = {
  counter: 'count',
  sum: 'count',
  primes: 'chain',
  mandelbrot: 'chain',
  monteCarloPi: 'chain',
};
const pick = (runs, key) => runs.map((run) => run[key]);

export async function parity({ machine, cores, work, scale, parityRounds, quick }) {
  const rows = [];
  const steps = { chain: quick ? 2e7 : 2e8, count: quick ? 7e7 : 7e8 };
  // Where something else had the cores while the plain loop ran, it had them while the kernels ran.
  const calm = ({ ceiling: { all } }) => all.cpuMs >= 0.9 * cores * all.elapsedMs;
  const counts = [...new Set([1, cores])];
  for (const [kernel, one] of Object.entries(work)) {
    console.error(`  ${kernel}`);
    const pairs = {};
    for (const threads of counts) {
      pairs[threads] = {
        addon: () => runAddon(kernel, scale, threads),
        alone: () => runStandalone(kernel, one, threads),
      };
    }
    const loop = ceilings[kernel] ?? 'chain';
    const plain = (threads) => () => runCeiling(machine.ceiling, loop, threads, steps[loop]);
    const scales = cores > 1 && kernel in ceilings;
    pairs.ceiling = scales ? { one: plain(1), all: plain(cores) } : { all: plain(cores) };
    if (scales) pairs.scaling = { one: pairs[1].addon, all: pairs[cores].addon };
    const { results: runs, again } = await interleaveGroups(parityRounds, pairs, calm);
    for (const threads of counts) {
      const { addon, alone } = runs[threads];
      rows.push({
        study: 'addon / standalone',
        what: `${kernel}, ${threads} thread${threads > 1 ? 's' : ''}: ${medianOf(pick(addon, 'elapsedMs')).value.toFixed(0)} ms`,
        bar: [0.98, 1.02],
        ...ratio(pick(addon, 'elapsedMs'), pick(alone, 'elapsedMs')),
        inside: ratio(pick(addon, 'insideMs'), pick(alone, 'elapsedMs')).value,
        cpu: ratio(pick(addon, 'cpuMs'), pick(alone, 'cpuMs')).value,
        again,
      });
    }
    if (!runs.scaling) continue;
    const speedup = runs.scaling.one.map((run, i) => run.elapsedMs / runs.scaling.all[i].elapsedMs);
    const ceiling = runs.ceiling.one.map((run, i) => run.elapsedMs / runs.ceiling.all[i].elapsedMs);
    rows.push({
      study: 'scaling / ceiling',
      what: `${kernel}: ${medianOf(speedup).value.toFixed(2)}x, plain ${loop} loop ${medianOf(ceiling).value.toFixed(2)}x, at ${cores} threads`,
      bar: [0.95, Infinity],
      ...ratio(speedup, ceiling),
      cpu: ratio(pick(runs.scaling.all, 'cpuMs'), pick(runs.scaling.one, 'cpuMs')).value,
      again,
    });
  }
  return rows;
}
