import { judgeClaims } from '../claims/claims.ts';
import { measureCells } from '../claims/cells.ts';
import { measureEdges } from '../claims/edges.ts';
import { EMPTY_ARTICLE, type ArticlePart } from '../claims/evidence.ts';
import { runPrinted } from '../programs/as-printed.ts';
import type { ArticleStudy } from '../result/article.ts';
import { WORKLOADS } from '../workloads/catalogue.ts';
import type { Preset } from '../workloads/workload.ts';
import { runBlock } from './block.ts';
import { runCrossover } from './crossover.ts';
import { runIo } from './io.ts';
import type { Extent } from './extent.ts';
import type { Lab } from './lab.ts';
import { runLoop } from './loop.ts';
import { runLostUpdates } from './lost-updates.ts';
import { runOverhead } from './overhead.ts';
import { runScale, scaleSubject } from './scale.ts';
import { runTimelines } from './timelines.ts';

/** What to measure. A quick run leaves out crossover, scale and timelines: they start too many processes. */
export interface ArticlePlan {
  /** Ids of workloads; all, with the short forms of all studies and the printed programs, if empty. */
  readonly only: readonly string[];
  /** Sizes that replace the preset's, by workload. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Rounds of what bears no claim, and of the short forms of the other studies. */
const FEWER: Readonly<
  Record<Preset, { readonly block: number; readonly study: number; readonly races: number }>
> = {
  quick: { block: 1, study: 1, races: 1 },
  default: { block: 6, study: 6, races: 3 },
  full: { block: 20, study: 12, races: 10 },
};
/** Only a full run has the other studies whole. */
const SHORT: Readonly<Record<Preset, Extent>> = { quick: 'short', default: 'short', full: 'whole' };
const LOST_UPDATES = 'lostUpdates';

/** All ids that `only` may name. */
export const ARTICLE_WORKLOADS: readonly { readonly id: string; readonly title: string }[] = [
  ...WORKLOADS,
  { id: LOST_UPDATES, title: 'lostUpdates: 4 threads add to one counter, unprotected and protected' },
];

/**
 * Runs the article's programs side by side, with short forms of the other studies, and judges claims, table and flowchart.
 * @param onStudies - told after every workload and study with what is there so far
 */
export async function runArticle(
  lab: Lab,
  plan: ArticlePlan,
  onStudies: (studies: readonly ArticlePart[]) => Promise<void>,
): Promise<ArticlePart[]> {
  const { preset, rounds, signal } = lab.options;
  const fewer = FEWER[preset];
  let article: ArticleStudy = EMPTY_ARTICLE;
  const others: ArticlePart[] = [];
  const studies = (): ArticlePart[] => {
    const all = [article, ...others];
    return [
      { ...article, claims: judgeClaims(all), cells: measureCells(all), edges: measureEdges(all) },
      ...others,
    ];
  };
  const wanted = (id: string): boolean =>
    !signal.aborted && (plan.only.length === 0 || plan.only.includes(id));
  const step = async (work: () => Promise<void>): Promise<void> => {
    if (signal.aborted) return;
    try {
      await work();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await onStudies(studies());
  };
  for (const workload of WORKLOADS) {
    if (!wanted(workload.id)) continue;
    await step(async () => {
      const size = plan.sizes.get(workload.id) ?? workload.sizes[preset];
      const count = workload.article === true ? rounds : Math.min(rounds, fewer.block);
      const block = await runBlock(workload, size, count, lab);
      article = { ...article, blocks: [...article.blocks, block] };
    });
  }
  if (wanted(LOST_UPDATES)) {
    await step(async () => {
      const block = await runLostUpdates(lab, plan.sizes.get(LOST_UPDATES) ?? 200_000, fewer.races);
      article = { ...article, blocks: [...article.blocks, block] };
    });
  }
  if (plan.only.length === 0) {
    const study = (run: () => Promise<ArticlePart>): Promise<void> =>
      step(async () => {
        others.push(await run());
      });
    await study(() => runOverhead(lab, fewer.study));
    await study(() => runIo(lab, fewer.study, SHORT[preset]));
    if (preset !== 'quick') await study(() => runCrossover(lab, fewer.study, SHORT[preset]));
    await study(() => runLoop(lab, preset === 'quick' ? 1_000_000 : undefined));
    if (preset !== 'quick') {
      await study(() =>
        runScale(lab, scaleSubject('primes', 300_000), fewer.study, { extent: SHORT[preset] }),
      );
      await step(async () => {
        article = { ...article, timelines: await runTimelines(lab) };
      });
    }
    await step(async () => {
      lab.options.onProgress('programs as printed');
      article = { ...article, printed: await runPrinted(preset !== 'quick', signal) };
    });
  }
  return studies();
}
