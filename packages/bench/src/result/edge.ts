import type { Verdict } from './claim.ts';

/** One edge of the article's flowchart, measured. */
export interface EdgeResult {
  /** `F1` … `F4`. */
  readonly id: string;
  /** The box it leaves, e.g. `I/O bound?`. */
  readonly from: string;
  /** `yes` or `no`. */
  readonly answer: 'yes' | 'no';
  /** The box it enters, e.g. `multiprocessing`. */
  readonly to: string;
  readonly rule: string;
  readonly verdict: Verdict;
  /** What was measured, in one sentence with numbers. */
  readonly ours: string;
  /** The better advice, where the edge does not hold; else the edge in our words. */
  readonly advice: string;
}
