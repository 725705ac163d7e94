import type { Estimate } from '../statistics/estimate.ts';
import type { AdvisedModel, Goal, Setup } from './request.ts';

/** What was found out of the function itself. Times are in ms. */
export interface Profile {
  /** Calls that were looked at singly. */
  readonly calls: number;
  /** Those of them that failed. */
  readonly failures: number;
  /** What the first of them threw, as text; undefined where none failed. */
  readonly failure: string | undefined;
  readonly firstMs: number;
  /** Median of the later calls. */
  readonly wallMs: number;
  /** CPU time / wall time at one call after another: below 0.2 it waits, above 0.8 it computes, above 1.2 it is parallel already. */
  readonly rho: number;
  /** Longest block of the event loop in a call, median. */
  readonly blockMs: number;
  /** It returns a promise and waits while others could run. */
  readonly waits: boolean;
  readonly argumentBytes: number;
  readonly resultBytes: number;
  readonly carryMs: number;
  readonly growthBytes: number | null;
  /** Two fresh processes gave the same results. */
  readonly repeatable: boolean;
}

/** A model that was measured. Times are in ms. */
export interface Candidate {
  readonly state: 'measured';
  readonly setup: Setup;
  /** Time of all jobs, start of lanes included; scaled where fewer jobs were measured. */
  readonly totalMs: Estimate;
  /** How much faster than the base, round by round. */
  readonly speedUp: Estimate;
  readonly jobMs: number;
  readonly coldMs: number;
  readonly roundTripMs: number;
  readonly blockMs: number;
  readonly cpuMs: number;
  readonly laneMb: number | null;
}

/** A model that must not be used, or could not be measured. */
export interface Excluded {
  readonly state: 'breaks' | 'not measured';
  readonly setup: Setup;
  readonly reason: string;
}

/** What more threads give, their start left out, beside the most that the machine gives. */
export interface FanOut {
  readonly lanes: readonly {
    readonly lanes: number;
    /** How much faster than inline. */
    readonly speedUp: number;
    /** The same for plain loops that share nothing, against one of them. */
    readonly ceiling: number;
  }[];
}

/** The answer, with all that it rests on. */
export interface Advice {
  readonly label: string;
  readonly url: string;
  readonly exportName: string;
  readonly goal: Goal;
  readonly jobs: number;
  readonly measuredJobs: number;
  readonly rounds: number;
  readonly cores: number;
  /** The model to use; undefined where none works. */
  readonly choice: Setup | undefined;
  /** What the others are compared with. */
  readonly base: AdvisedModel;
  /** The answer in one sentence. */
  readonly answer: string;
  /** Run time of a job from which threads pay, by the formula; null where they never do. */
  readonly breakEvenMs: number | null;
  readonly profile: Profile | undefined;
  readonly candidates: readonly Candidate[];
  /** null where threads were not measured at several numbers of lanes. */
  readonly fanOut: FanOut | null;
  readonly excluded: readonly Excluded[];
  readonly warnings: readonly string[];
  readonly why: readonly string[];
  /** Code to paste. */
  readonly code: string;
  readonly calls: number;
  readonly durationMs: number;
}
