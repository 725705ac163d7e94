import article from '../result/article-view.ts';
import type { ArticleStudy } from '../result/article.ts';
import crossover, { type CrossoverStudy } from '../result/crossover.ts';
import io, { type IoStudy } from '../result/io.ts';
import loop, { type LoopStudy } from '../result/loop.ts';
import overhead, { type OverheadStudy } from '../result/overhead.ts';
import scale, { type ScaleStudy } from '../result/scale.ts';
import type { StudyView } from '../text/study-view.ts';
import { inTurn } from './in-turn.ts';
import type { Lab } from './lab.ts';

export type * from '../result/article.ts';
export type * from '../result/crossover.ts';
export type * from '../result/io.ts';
export type * from '../result/loop.ts';
export type * from '../result/overhead.ts';
export type * from '../result/scale.ts';

/** What one study measured. */
export type StudyResult = ArticleStudy | ScaleStudy | CrossoverStudy | OverheadStudy | IoStudy | LoopStudy;

/** What a study is asked for. */
interface StudyRequest {
  /** Ids of workloads; the study's own if empty. */
  readonly only: readonly string[];
  /** Sizes that replace the preset's, by workload. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Takes what there is so far; awaited after every step. */
  readonly onStudies: (studies: readonly StudyResult[]) => Promise<void>;
}

/** What can be studied: how its result is shown, which needs no run, and how it is run. */
interface Study<Result> {
  /** One line of `--list`. */
  readonly summary: string;
  readonly view: StudyView<Result>;
  /** Loads the study's code when it is called, not before: a result is shown without it. */
  readonly run: (lab: Lab, request: StudyRequest) => Promise<readonly StudyResult[]>;
}

/** All studies by what `--study` says, the one that runs where none is named first. */
const STUDIES: { readonly [T in StudyResult['type']]: Study<Extract<StudyResult, { type: T }>> } = {
  article: {
    summary: 'all workloads, short forms of the other studies, and what holds of the article (default)',
    view: article,
    run: async (lab, request) => (await import('./article.ts')).runArticle(lab, request, request.onStudies),
  },
  scale: {
    summary: 'speed-up and CPU cost over lanes, past the number of cores',
    view: scale,
    run: async (lab, { onStudies, ...plan }) =>
      inTurn(lab, onStudies, (await import('./scale.ts')).scaleRuns(lab, plan)),
  },
  crossover: {
    summary: 'from which size of a job on lanes pay, cold and warm',
    view: crossover,
    run: (lab, { onStudies }) =>
      inTurn(lab, onStudies, [
        async () => (await import('./crossover.ts')).runCrossover(lab, lab.options.rounds),
      ]),
  },
  overhead: {
    summary: 'start, round trip and memory of a lane',
    view: overhead,
    run: (lab, { onStudies }) =>
      inTurn(lab, onStudies, [
        async () => (await import('./overhead.ts')).runOverhead(lab, lab.options.rounds),
      ]),
  },
  io: {
    summary: 'waits in flight, to the knee: the event loop against threads',
    view: io,
    run: (lab, { onStudies }) =>
      inTurn(lab, onStudies, [async () => (await import('./io.ts')).runIo(lab, lab.options.rounds)]),
  },
  loop: {
    summary: "delays of the caller's event loop under each model",
    view: loop,
    run: (lab, { sizes, onStudies }) =>
      inTurn(lab, onStudies, [async () => (await import('./loop.ts')).runLoop(lab, sizes.get('counter'))]),
  },
};
export default STUDIES;
