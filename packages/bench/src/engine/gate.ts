import type { Estimate } from '../statistics/estimate.ts';

/** A contender measured against itself. */
export interface ControlResult {
  /** The block's workload, or the study's name. */
  readonly where: string;
  /** Id of the row. */
  readonly row: string;
  readonly ratio: Estimate;
  readonly containsOne: boolean;
}

/** Whether the machine was quiet enough for verdicts. */
export type GateResult =
  | { readonly state: 'passed' }
  | { readonly state: 'inconclusive (machine)'; readonly reasons: readonly string[] };

/** A free machine in so many of the rounds is enough. */
const ENOUGH = 0.8;

/** What a gate looks at. */
export interface GateInput {
  readonly control: ControlResult | null;
  /** Share of the machine that was free in each round that counts. */
  readonly capacity: readonly number[];
  /** Cores of the machine, and how many of them the work needs. */
  readonly cores: number;
  readonly needed: number;
}

/** Tells whether a verdict may be given: the control contains 1, and the cores needed were free in most rounds. */
export function gate({ control, capacity, cores, needed }: GateInput): GateResult {
  const reasons: string[] = [];
  if (control !== null && !control.containsOne) {
    const { value, low, high } = control.ratio;
    reasons.push(
      `${control.row} against itself is not 1: ${value.toFixed(3)}x (${low.toFixed(3)}-${high.toFixed(3)})`,
    );
  }
  const free = capacity.filter((share) => (share * cores) / Math.min(needed, cores) >= 0.9).length;
  if (free < ENOUGH * capacity.length) {
    reasons.push(`${needed} of ${cores} cores were free in only ${free} of ${capacity.length} rounds`);
  }
  return reasons.length === 0 ? { state: 'passed' } : { state: 'inconclusive (machine)', reasons };
}
