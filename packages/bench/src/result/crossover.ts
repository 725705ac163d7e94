import type { Estimate } from '../statistics/estimate.ts';

/** From which size of a task on lanes pay. */
export interface CrossoverStudy {
  readonly type: 'crossover';
  readonly workload: string;
  /** What a size counts, e.g. `terms a job`. */
  readonly unit: string;
  /** Jobs of one run. */
  readonly jobs: number;
  readonly curves: readonly CrossoverCurve[];
}

/** One model against the sequential program of its language, over sizes. */
export interface CrossoverCurve {
  /** Such as `js-threads`, `js-processes`, `py-multiprocessing`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  /** Lanes started in the measured time (cold) or before it (warm). */
  readonly warmth: 'cold' | 'warm';
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  /** Speed-up over sequential at each size, ascending; below 1 the lanes cost more than they give. */
  readonly points: readonly {
    readonly size: number;
    readonly sequentialMs: number;
    readonly wallMs: number;
    readonly speedUp: Estimate;
  }[];
  /** Where the speed-up crosses 1. */
  readonly crossing: CrossingResult;
}

/** The size n* from which on lanes pay. */
export type CrossingResult =
  | {
      readonly state: 'found';
      readonly size: Estimate;
      /** Sequential time of one job of that size. */ readonly jobMs: number;
    }
  | { readonly state: 'always pays' | 'never pays' | 'unclear'; readonly reason: string };
