/** Addon against standalone, and both against the machine's ceiling: one series a kernel. In a round the two of a pair run
 * one right after the other, in random order, so that what else the machine does falls on both. */
import { timedAddon } from './cases.mjs';
import { interleaveGroups, medianOf, ratio } from './estimate.mjs';
import { runCeiling, runStandalone } from './machine.mjs';

const scaled = new Set(['counter', 'sum', 'primes', 'mandelbrot', 'monteCarloPi']);
const pick = (runs, key) => runs.map((run) => run[key]);

export async function parity({ machine, cores, work, rounds, quick }) {
  const rows = [];
  const steps = quick ? 2e7 : 2e8;
  const counts = [...new Set([1, cores])];
  for (const [kernel, one] of Object.entries(work)) {
    console.error(`  ${kernel}`);
    const pairs = {};
    for (const threads of counts) {
      pairs[threads] = {
        addon: () => timedAddon(one, threads),
        alone: () => runStandalone(kernel, one, threads),
      };
    }
    if (scaled.has(kernel) && cores > 1) {
      pairs.scaling = { one: pairs[1].addon, all: pairs[cores].addon };
      pairs.ceiling = {
        one: () => runCeiling(machine.ceiling, 1, steps),
        all: () => runCeiling(machine.ceiling, cores, steps),
      };
    }
    const runs = await interleaveGroups(rounds, pairs);
    for (const threads of counts) {
      const { addon, alone } = runs[threads];
      rows.push({
        study: 'addon / standalone',
        what: `${kernel}, ${threads} thread${threads > 1 ? 's' : ''}: ${medianOf(pick(addon, 'elapsedMs')).value.toFixed(0)} ms`,
        bar: [0.98, 1.02],
        ...ratio(pick(addon, 'elapsedMs'), pick(alone, 'elapsedMs')),
        inside: ratio(pick(addon, 'insideMs'), pick(alone, 'elapsedMs')).value,
        cpu: ratio(pick(addon, 'cpuMs'), pick(alone, 'cpuMs')).value,
      });
    }
    if (!runs.scaling) continue;
    const speedup = runs.scaling.one.map((run, i) => run.elapsedMs / runs.scaling.all[i].elapsedMs);
    const ceiling = runs.ceiling.one.map((ms, i) => ms / runs.ceiling.all[i]);
    rows.push({
      study: 'scaling / ceiling',
      what: `${kernel}: ${medianOf(speedup).value.toFixed(2)}x of ${medianOf(ceiling).value.toFixed(2)}x at ${cores} threads`,
      bar: [0.95, Infinity],
      ...ratio(speedup, ceiling),
      cpu: ratio(pick(runs.scaling.all, 'cpuMs'), pick(runs.scaling.one, 'cpuMs')).value,
    });
  }
  return rows;
}
