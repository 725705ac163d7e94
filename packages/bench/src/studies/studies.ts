import type { StudyResult } from '../result/result.ts';
import { workloadById } from '../workloads/catalogue.ts';
import { runArticle } from './article.ts';
import { runCrossover } from './crossover.ts';
import { runIo } from './io.ts';
import type { Lab } from './lab.ts';
import { runLoop } from './loop.ts';
import { runOverhead } from './overhead.ts';
import { runScale, scaleSubject } from './scale.ts';

/** What a study is asked for. */
export interface StudyRequest {
  /** Ids of workloads; the study's own if empty. */
  readonly only: readonly string[];
  /** Sizes that replace the preset's, by workload. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Takes what there is so far; awaited after every step. */
  readonly onStudies: (studies: readonly StudyResult[]) => Promise<void>;
}

/** What can be studied. */
export interface Study {
  /** What `--study` says. */
  readonly name: string;
  /** One line of `--list`. */
  readonly summary: string;
  readonly run: (lab: Lab, request: StudyRequest) => Promise<readonly StudyResult[]>;
}

/** All studies, the one that runs where none is named first. */
export const STUDIES: readonly Study[] = [
  {
    name: 'article',
    summary: 'all workloads, short forms of the other studies, and what holds of the article (default)',
    run: (lab, request) => runArticle(lab, request, request.onStudies),
  },
  {
    name: 'scale',
    summary: 'speed-up and CPU cost over lanes, past the number of cores',
    run: (lab, { only, sizes, onStudies }) =>
      inTurn(
        lab,
        onStudies,
        (only.length === 0 ? ['primes'] : only).map((id) => (): Promise<StudyResult> => {
          const size = sizes.get(id) ?? workloadById(id).sizes[lab.options.preset];
          return runScale(lab, scaleSubject(id, size), lab.options.rounds);
        }),
      ),
  },
  {
    name: 'crossover',
    summary: 'from which size of a job on lanes pay, cold and warm',
    run: (lab, { onStudies }) => inTurn(lab, onStudies, [() => runCrossover(lab, lab.options.rounds)]),
  },
  {
    name: 'overhead',
    summary: 'start, round trip and memory of a lane',
    run: (lab, { onStudies }) => inTurn(lab, onStudies, [() => runOverhead(lab, lab.options.rounds)]),
  },
  {
    name: 'io',
    summary: 'waits in flight, to the knee: the event loop against threads',
    run: (lab, { onStudies }) => inTurn(lab, onStudies, [() => runIo(lab, lab.options.rounds)]),
  },
  {
    name: 'loop',
    summary: "delays of the caller's event loop under each model",
    run: (lab, { sizes, onStudies }) => inTurn(lab, onStudies, [() => runLoop(lab, sizes.get('counter'))]),
  },
];

/** Runs studies one after another until the run is aborted; what was finished stays. */
async function inTurn(
  { options: { signal } }: Lab,
  onStudies: StudyRequest['onStudies'],
  runs: readonly (() => Promise<StudyResult>)[],
): Promise<readonly StudyResult[]> {
  const found: StudyResult[] = [];
  for (const run of runs) {
    if (signal.aborted) break;
    try {
      found.push(await run());
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await onStudies(found);
  }
  return found;
}
