import type { ControlResult } from '../engine/gate.ts';

/** How noisy the machine was during the run, and what was done about it. */
export interface NoiseResult {
  /** A/A controls: something measured against itself. */
  readonly controls: readonly ControlResult[];
  /** One probe a round: plain loops on all effective cores, their CPU time / wall time / cores; 1 is a free machine. */
  readonly capacity: readonly { readonly atMs: number; readonly share: number }[];
  /** Share of the time since the last probe that the hypervisor gave to others, 0 to 1; empty where it cannot be read. */
  readonly steal: readonly { readonly atMs: number; readonly share: number }[];
  /** Rounds whose probe was below 0.9. */
  readonly contendedRounds: number;
  /** Of these, how many were measured again. */
  readonly remeasuredRounds: number;
  /** What the engine itself adds to a measured call; null if not measured. */
  readonly engineOverhead: {
    /** Added time a call, in ms. */
    readonly perCallMs: number;
    /** The same as a share of a call of 1 ms. */
    readonly shareOf1ms: number;
    /** How many empty calls gave the figure. */
    readonly calls: number;
  } | null;
}
