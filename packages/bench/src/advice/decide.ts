import type { Candidate } from './advice.ts';
import type { AdvisedModel, Goal } from './request.ts';

/** Simpler models first: a model must be better than those before it. */
const ORDER: readonly AdvisedModel[] = ['inline', 'async', 'threads', 'processes', 'native'];
/** What is gained by less than this factor is not worth another model. */
export const WORTH = 1.1;
/** The gain's lower bound must be above this. */
const SURE = 1.02;
/** ms that the event loop may be blocked where that matters. */
export const LOOP_BUDGET_MS = 10;

/** Sorts candidates from the simplest to the most elaborate. */
export function bySimplicity(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted(
    (a, b) => ORDER.indexOf(a.setup.model) - ORDER.indexOf(b.setup.model) || a.setup.lanes - b.setup.lanes,
  );
}

/**
 * Chooses a model for a goal: the simplest one, unless another is better by a tenth and surely better.
 * @returns undefined if there is no candidate
 */
export function decide(candidates: readonly Candidate[], goal: Goal): Candidate | undefined {
  const simple = bySimplicity(candidates);
  const fitting = simple.filter((candidate) => fits(candidate, goal));
  // Where nothing keeps the loop free, what blocks it least is nearest to the goal.
  if (goal === 'loop' && fitting.length === 0) return simple.toSorted((a, b) => a.blockMs - b.blockMs)[0];
  const measure = (candidate: Candidate): number =>
    goal === 'latency' ? candidate.roundTripMs : candidate.totalMs.value;
  let chosen: Candidate | undefined;
  for (const candidate of fitting.length > 0 ? fitting : simple) {
    if (chosen === undefined) chosen = candidate;
    else if (measure(chosen) / measure(candidate) >= WORTH && (goal === 'latency' || sure(chosen, candidate)))
      chosen = candidate;
  }
  return chosen;
}

/** Tells whether the goal allows a model at all. */
function fits({ setup, blockMs }: Candidate, goal: Goal): boolean {
  if (goal === 'isolation') return setup.model === 'processes';
  if (goal === 'loop') return blockMs <= LOOP_BUDGET_MS;
  return true;
}

function sure(slower: Candidate, faster: Candidate): boolean {
  return faster.speedUp.low / slower.speedUp.value >= SURE || faster.totalMs.high < slower.totalMs.low;
}

/**
 * Gives the run time of a job from which a parallel model pays; null where it never does.
 *
 * T* = (C/k + s) / (1 - 1/P).
 * @param coldMs - C, start of the lanes
 * @param jobs - k
 * @param carryMs - s, to carry one job
 * @param speedUp - P, what the lanes gain without start and carrying
 */
export function breakEvenMs(coldMs: number, jobs: number, carryMs: number, speedUp: number): number | null {
  return speedUp <= 1 ? null : (coldMs / jobs + carryMs) / (1 - 1 / speedUp);
}
