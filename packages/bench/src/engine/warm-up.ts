import { changePoints } from '../statistics/change-points.ts';
import type { Contender, Run } from './contender.ts';

/** How a warm-up ended. */
export interface WarmUp {
  /** The first run: compilation, page faults and caches included. */
  readonly first: Run;
  readonly runs: number;
  readonly state: 'steady' | 'no steady state' | 'not tried';
}

/** So many runs at one level count as steady. */
const STEADY_RUNS = 5;

/**
 * Runs a contender until the level of its times has not changed for 5 runs.
 * @param most - limit of the number of runs; below 5 nothing is said about steadiness
 * @param check - throws if a run's value is wrong
 * Source: Barrett et al. (2017), Virtual machine warmup blows hot and cold: change points of the times.
 */
export async function warmUp(
  contender: Contender,
  most: number,
  signal: AbortSignal,
  check: (run: Run) => Promise<void>,
): Promise<WarmUp> {
  const first = await contender.run(signal);
  await check(first);
  const logs = [Math.log(first.wallMs)];
  while (logs.length < most) {
    signal.throwIfAborted();
    const run = await contender.run(signal);
    await check(run);
    logs.push(Math.log(run.wallMs));
    if (logs.length >= STEADY_RUNS && logs.length - (changePoints(logs).at(-1) ?? 0) >= STEADY_RUNS)
      return { first, runs: logs.length, state: 'steady' };
  }
  return { first, runs: logs.length, state: most < STEADY_RUNS ? 'not tried' : 'no steady state' };
}
