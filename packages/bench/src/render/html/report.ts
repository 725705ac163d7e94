import type { ArticleStudy } from '../../result/article.ts';
import type { Verdict } from '../../result/claim.ts';
import type { BenchResult, StudyResult } from '../../document/result.ts';
import { formatMs } from '../../text/format.ts';
import { markup } from './markup.ts';
import { renderPage } from './page.ts';
import type { Section } from './section.ts';
import { articleRowsSection } from './sections/article-rows.ts';
import { claimsSection } from './sections/claims.ts';
import { crossoverSection } from './sections/crossover.ts';
import { environmentSection } from './sections/environment.ts';
import { forestSection } from './sections/forest.ts';
import { laneCostSection } from './sections/lane-cost.ts';
import { loopSection } from './sections/loop.ts';
import { masthead } from './sections/masthead.ts';
import { matrixSection } from './sections/matrix.ts';
import { noiseSection } from './sections/noise.ts';
import { scalingSection } from './sections/scaling.ts';
import { timelineSection } from './sections/timeline.ts';
import { waitingSection } from './sections/waiting.ts';

/** Bytes of embedded JSON above which the raw samples are left out, so that the page stays below 1 MB. */
const EMBED_BYTES = 450_000;

/** Renders a result as one HTML page that needs no network and no script, below 1 MB. */
export function renderHtml(result: BenchResult): string {
  const { environment: env, startedAt, elapsedMs, preset, rounds } = result;
  const article = result.studies.find((study) => study.type === 'article');
  const state =
    result.state === 'complete' ? '' : ` This run is ${result.state}: only what was reached is shown.`;
  const data = embedded(result);
  return renderPage({
    title: `Counterpoint: ${startedAt.slice(0, 10)}, ${env.cpu ?? 'unknown processor'}`,
    masthead: masthead({
      kicker: 'Counterpoint, a report of the laboratory',
      title: 'Threads, processes or the event loop: measured',
      lede: markup`${article === undefined ? 'What each way to run work costs on this machine, and what it brings.' : ledeOf(article)}${state}`,
      byline: `${startedAt.slice(0, 16).replace('T', ' ')} UTC, ${formatMs(elapsedMs)}, ${preset} preset with ${rounds} rounds, on ${env.effectiveCores} effective cores of ${env.cpu ?? 'an unknown processor'}, Node ${env.node}, Python ${env.python ?? 'missing'}, ${env.compiler ?? 'no C++ compiler'}.`,
      ...(article === undefined ? {} : { tally: tallyOf(article) }),
    }),
    sections: sectionsOf(result),
    data,
    footer: markup`Made by counterpoint from one result document, which is embedded in this
      page${data === result ? '' : ' without its raw samples, to keep the page small'}:
      <code>counterpoint report this-page.html --md report.md</code> renders it again.`,
  });
}

function sectionsOf({ studies, noise, environment, command, seed, gaps, wrong }: BenchResult): Section[] {
  const scales = studies.filter((study) => study.type === 'scale');
  return [
    ...of(studies, 'article', ({ claims }) => (claims.length > 0 ? [claimsSection(claims)] : [])),
    ...of(studies, 'article', ({ blocks }) =>
      blocks.length > 0 ? [matrixSection(blocks), forestSection(blocks)] : [],
    ),
    ...(scales.length > 0 ? [scalingSection(scales)] : []),
    ...of(studies, 'crossover', (study) => [crossoverSection(study)]),
    ...of(studies, 'io', (study) => [waitingSection(study)]),
    ...of(studies, 'article', ({ timelines }) => (timelines.length > 0 ? [timelineSection(timelines)] : [])),
    ...of(studies, 'loop', (study) => [loopSection(study)]),
    ...of(studies, 'overhead', (study) => [laneCostSection(study)]),
    noiseSection(noise),
    ...of(studies, 'article', (study) => [articleRowsSection(study)]),
    environmentSection({ environment, command, seed, gaps, wrong }),
  ];
}

function of<T extends StudyResult['type']>(
  studies: readonly StudyResult[],
  type: T,
  sections: (study: Extract<StudyResult, { type: T }>) => Section[],
): Section[] {
  return studies
    .filter((study): study is Extract<StudyResult, { type: T }> => study.type === type)
    .flatMap(sections);
}

function tallyOf({ claims }: ArticleStudy): Record<Verdict, number> {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    reproduced: count('reproduced'),
    'not reproduced': count('not reproduced'),
    inconclusive: count('inconclusive'),
  };
}

function ledeOf(study: ArticleStudy): string {
  const { reproduced, 'not reproduced': not, inconclusive } = tallyOf(study);
  return `Of the article’s ${study.claims.length} claims ${reproduced} hold on this machine, ${not} ${not === 1 ? 'does' : 'do'} not, and on ${inconclusive} no verdict can be given.`;
}

function embedded(result: BenchResult): unknown {
  if (JSON.stringify(result).length <= EMBED_BYTES) return result;
  return JSON.parse(
    JSON.stringify(result, (key, value: unknown) =>
      ['samples', 'samplesMs', 'orders'].includes(key) && Array.isArray(value) ? [] : value,
    ),
  );
}
