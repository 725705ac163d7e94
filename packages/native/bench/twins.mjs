/** Every kernel on one thread against its JavaScript twin, after the JIT has seen it once. */
import { timed } from './cases.mjs';
import { interleave, medianOf, ratio } from './estimate.mjs';

export async function twins({ work, quick }) {
  const rows = [];
  for (const [kernel, one] of Object.entries(work)) {
    const { run, twin, refill } = one.prepare();
    const runs = await interleave(quick ? 3 : 5, {
      native: () => timed(one, () => run({ threads: 1 }), refill).elapsedMs,
      js: () => timed(one, twin, refill).elapsedMs,
    });
    rows.push({
      study: 'JavaScript twin / native, one thread',
      what: `${kernel}: JavaScript ${medianOf(runs.js).value.toFixed(0)} ms, native ${medianOf(runs.native).value.toFixed(0)} ms`,
      ...ratio(runs.js, runs.native),
    });
  }
  return rows;
}
