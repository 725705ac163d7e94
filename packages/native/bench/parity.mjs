/** Addon against standalone, and both against the machine's ceiling: one interleaved series a kernel. */
import { timed } from './cases.mjs';
import { interleave, medianOf, ratio } from './estimate.mjs';
import { runCeiling, runStandalone } from './machine.mjs';

const scaled = new Set(['counter', 'sum', 'primes', 'mandelbrot', 'monteCarloPi']);
const pick = (runs, key) => runs.map((run) => run[key]);

export async function parity({ machine, cores, work, rounds, quick }) {
  const rows = [];
  const steps = quick ? 2e7 : 2e8;
  for (const [kernel, one] of Object.entries(work)) {
    const variants = {};
    for (const threads of new Set([1, cores])) {
      variants[`addon ${threads}`] = () => timed(one, () => one.run(threads));
      variants[`standalone ${threads}`] = () => runStandalone(kernel, { ...one.standalone, threads });
      if (scaled.has(kernel))
        variants[`ceiling ${threads}`] = () => runCeiling(machine.ceiling, threads, steps);
    }
    const runs = await interleave(rounds, variants);
    for (const threads of new Set([1, cores])) {
      const [addon, alone] = [runs[`addon ${threads}`], runs[`standalone ${threads}`]];
      rows.push({
        study: 'addon / standalone',
        what: `${kernel}, ${threads} thread${threads > 1 ? 's' : ''}`,
        bar: [0.98, 1.02],
        ...ratio(pick(addon, 'elapsedMs'), pick(alone, 'elapsedMs')),
        cpu: ratio(pick(addon, 'cpuMs'), pick(alone, 'cpuMs')).value,
        ms: medianOf(pick(addon, 'elapsedMs')).value,
      });
    }
    if (!scaled.has(kernel) || cores === 1) continue;
    const speedup = runs['addon 1'].map((run, i) => run.elapsedMs / runs[`addon ${cores}`][i].elapsedMs);
    const ceiling = runs['ceiling 1'].map((ms, i) => ms / runs[`ceiling ${cores}`][i]);
    rows.push({
      study: 'scaling / ceiling',
      what: `${kernel}: ${medianOf(speedup).value.toFixed(2)}x of ${medianOf(ceiling).value.toFixed(2)}x at ${cores} threads`,
      bar: [0.95, Infinity],
      ...ratio(speedup, ceiling),
      cpu: ratio(pick(runs[`addon ${cores}`], 'cpuMs'), pick(runs['addon 1'], 'cpuMs')).value,
    });
  }
  return rows;
}
