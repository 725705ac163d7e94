/** Addon against standalone, and both against the machine's ceiling: one series a kernel. In a round all are new processes,
 * which take turns. */
import { medianOf, ratio } from './estimate.mjs';
import { startAddon, startCeiling, startStandalone } from './machine.mjs';
import { makePages } from './pages.mjs';
import { takeTurns } from './turns.mjs';

/** The plain loop that is the ceiling of a kernel's scaling: the one that uses a core as it does. */
const ceilings = {
  counter: 'count',
  sum: 'count',
  primes: 'chain',
  mandelbrot: 'chain',
  monteCarloPi: 'chain',
};
/** Room for the arrays of any case. */
const MEMORY_BYTES = 2 ** 28;

/** Speed-up in each round, of times on one thread and on all. */
const speedups = (single, all) => single.map((elapsedMs, round) => elapsedMs / all[round]);

export async function parity({ machine, cores, work, scale, parityRounds, parityTurns, quick }) {
  const rows = [];
  const steps = { chain: quick ? 2e7 : 2e8, count: quick ? 7e7 : 7e8 };
  // Where something else had the cores while the plain loop ran, it had them while the kernels ran.
  const calm = ({ ceiling: { all } }) => all.cpuMs >= 0.9 * cores * all.elapsedMs;
  const counts = [...new Set([1, cores])];
  for (const [kernel, one] of Object.entries(work)) {
    console.error(`  ${kernel}`);
    const pages = makePages(MEMORY_BYTES);
    const groups = {};
    for (const threads of counts) {
      groups[threads] = {
        addon: () => startAddon(kernel, scale, threads, pages.file),
        alone: () => startStandalone(kernel, one, threads, pages.file),
      };
    }
    const loop = ceilings[kernel] ?? 'chain';
    const plain = (threads) => () => startCeiling(machine.ceiling, loop, threads, steps[loop]);
    const scales = cores > 1 && kernel in ceilings;
    groups.ceiling = scales ? { one: plain(1), all: plain(cores) } : { all: plain(cores) };
    const runs = [];
    let again = 0;
    while (runs.length < parityRounds) {
      const run = await takeTurns(parityTurns, groups);
      if (calm(run) || again === parityRounds) runs.push(run);
      else again++;
    }
    pages.release();
    const pick = (group, name, key) => runs.map((run) => run[group][name][key]);
    for (const threads of counts) {
      const against = (key, base) => ratio(pick(threads, 'addon', key), pick(threads, 'alone', base));
      const runMs = medianOf(pick(threads, 'addon', 'elapsedMs')).value / parityTurns;
      rows.push({
        study: 'addon / standalone',
        what: `${kernel}, ${threads} thread${threads > 1 ? 's' : ''}: ${runMs.toFixed(0)} ms`,
        bar: [0.98, 1.02],
        ...against('elapsedMs', 'elapsedMs'),
        inside: against('insideMs', 'elapsedMs').value,
        cpu: against('cpuMs', 'cpuMs').value,
        again,
      });
    }
    if (!scales) continue;
    const ours = speedups(pick(1, 'addon', 'elapsedMs'), pick(cores, 'addon', 'elapsedMs'));
    const ceiling = speedups(pick('ceiling', 'one', 'elapsedMs'), pick('ceiling', 'all', 'elapsedMs'));
    rows.push({
      study: 'scaling / ceiling',
      what: `${kernel}: ${medianOf(ours).value.toFixed(2)}x, plain ${loop} loop ${medianOf(ceiling).value.toFixed(2)}x, at ${cores} threads`,
      bar: [0.95, Infinity],
      ...ratio(ours, ceiling),
      cpu: ratio(pick(cores, 'addon', 'cpuMs'), pick(1, 'addon', 'cpuMs')).value,
      again,
    });
  }
  return rows;
}
