import type { Estimate } from '../statistics/estimate.ts';

/** What became of a sentence. */
export type Verdict = 'reproduced' | 'not reproduced' | 'inconclusive';

/** One claim of the article, judged. */
export interface ClaimResult {
  /** `C1` … `C10`. */
  readonly id: string;
  readonly claim: string;
  /** The article's own figure, e.g. `0.89x`; `-` where it gives none. */
  readonly article: string;
  /** The rule by which it was judged, in words. */
  readonly rule: string;
  readonly verdict: Verdict;
  /** Our figure; null where nothing was measured. */
  readonly ours: Estimate | null;
  /** What our figure counts: `x` for a ratio, `ms`, `MB`, `updates lost`. */
  readonly unit: string;
  /** Our figure with its interval as text, e.g. `1.82x (1.79-1.84)`. */
  readonly oursText: string;
  /** Why this verdict, in one sentence. */
  readonly reason: string;
  /** p value of the limit that decided, corrected by Holm over all claims that rest on rounds. */
  readonly pHolm?: number;
  /** Rows and studies that it rests on, e.g. `counter/py-threading`. */
  readonly evidence: readonly string[];
}
