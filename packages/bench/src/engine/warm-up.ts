import type { Contender, Run } from './contender.ts';

/** How a warm-up ended. */
export interface WarmUp {
  /** The first run: compilation, page faults and caches included. */
  readonly first: Run;
  readonly runs: number;
  /** False if the times had not settled after the last run. */
  readonly steady: boolean;
}

/** Two runs in a row within this share of each other count as steady. */
const STEADY = 0.1;

/**
 * Runs a contender until two runs in a row take the same time, within 10 %.
 * @param most - limit of the number of runs, at least 1
 */
export async function warmUp(
  contender: Contender,
  most: number,
  signal: AbortSignal,
  check: (run: Run) => Promise<void>,
): Promise<WarmUp> {
  const first = await contender.run(signal);
  await check(first);
  let previous = first.wallMs;
  for (let runs = 1; runs < most; runs++) {
    const run = await contender.run(signal);
    await check(run);
    if (Math.abs(run.wallMs - previous) <= STEADY * previous) return { first, runs: runs + 1, steady: true };
    previous = run.wallMs;
  }
  return { first, runs: Math.max(1, most), steady: false };
}
