import type { ArticleStudy, BlockResult, RowResult } from '../result/article.ts';
import type { Verdict } from '../result/claim.ts';
import type { CrossoverStudy } from '../result/crossover.ts';
import type { IoPoint, IoStudy } from '../result/io.ts';
import type { LoopStudy } from '../result/loop.ts';
import type { OverheadRow, OverheadStudy } from '../result/overhead.ts';
import type { ScaleStudy } from '../result/scale.ts';
import type { Estimate } from '../statistics/estimate.ts';

/** The studies that a run of the article is made of, which its claims rest on. */
export type ArticlePart = ArticleStudy | ScaleStudy | CrossoverStudy | OverheadStudy | IoStudy | LoopStudy;

/** Finds what was measured in the studies of a run. */
export class Evidence {
  private readonly studies: readonly ArticlePart[];

  constructor(studies: readonly ArticlePart[]) {
    this.studies = studies;
  }

  /** The block of a workload; undefined if it did not run. */
  block(workload: string): BlockResult | undefined {
    return this.of('article')?.blocks.find((block) => block.workload === workload);
  }

  /** A row of a block; undefined if it did not run. */
  row(workload: string, id: string): RowResult | undefined {
    return this.block(workload)?.rows.find((row) => row.id === id);
  }

  overhead(id: string): OverheadRow | undefined {
    return this.of('overhead')?.rows.find((row) => row.id === id);
  }

  /** The point of a sweep at its greatest concurrency that another sweep has, too. */
  ioPair(one: string, other: string, workload: string): readonly [IoPoint, IoPoint] | undefined {
    const sweeps = this.of('io')?.sweeps.filter((sweep) => sweep.workload === workload) ?? [];
    const [a, b] = [one, other].map((id) => sweeps.find((sweep) => sweep.id === id)?.points ?? []);
    for (const point of (a ?? []).toReversed()) {
      const match = b?.find(({ concurrency }) => concurrency === point.concurrency);
      if (match !== undefined) return [point, match];
    }
    return undefined;
  }

  private of<T extends ArticlePart['type']>(type: T): Extract<ArticlePart, { type: T }> | undefined {
    return this.studies.find((study): study is Extract<ArticlePart, { type: T }> => study.type === type);
  }
}

/** An article study with nothing in it yet. */
export const EMPTY_ARTICLE: ArticleStudy = {
  type: 'article',
  blocks: [],
  printed: [],
  claims: [],
  cells: [],
  edges: [],
  timelines: [],
};

/**
 * Divides two estimates that were not measured in pairs; the interval is that of the most careful reader.
 * @returns undefined if either is missing or the divisor reaches 0
 */
export function quotient(
  above: Estimate | null | undefined,
  below: Estimate | null | undefined,
): Estimate | undefined {
  if (above == null || below == null || below.low <= 0) return undefined;
  return {
    value: above.value / below.value,
    low: above.low / below.high,
    high: above.high / below.low,
    confidence: Math.min(above.confidence, below.confidence),
  };
}

/** Writes a ratio with its interval: `1.82x (1.79-1.84)`. */
export function ratioText({ value, low, high }: Estimate): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}x (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

/** An interval with less coverage decides nothing. */
export const ENOUGH = 0.9;

/** A ratio above the one is more, one below the other is not; equal limits leave nothing in between. */
export interface Limits {
  readonly above: number;
  readonly below: number;
}

/** Judges by an interval: wholly above the upper limit, wholly below the lower one, or neither. */
export function side(ratio: Estimate, { above, below }: Limits): 'above' | 'below' | 'unclear' {
  if (ratio.confidence < ENOUGH) return 'unclear';
  return ratio.low > above ? 'above' : ratio.high < below ? 'below' : 'unclear';
}

/** Turns a side into a verdict on a sentence that holds above the limit. */
export function verdictAbove(found: ReturnType<typeof side>): Verdict {
  return found === 'above' ? 'reproduced' : found === 'below' ? 'not reproduced' : 'inconclusive';
}
