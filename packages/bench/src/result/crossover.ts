import type { Estimate } from '../statistics/estimate.ts';
import { gapNotes, ratioCell } from '../text/cells.ts';
import { csvFigure } from '../text/csv-row.ts';
import { formatEstimate, formatMs, formatNumber } from '../text/format.ts';
import { shortLanguage } from '../text/row-label.ts';
import type { StudyView } from '../text/study-view.ts';

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

const view: StudyView<CrossoverStudy> = {
  tables: (study) => [
    {
      title: `From which size on lanes pay (${study.workload}, ${study.unit}, ${study.jobs} jobs)`,
      columns: [
        'Model',
        'Start',
        'Pays from',
        'One such job takes',
        'Speed-up at the smallest',
        'at the largest',
      ],
      rows: study.curves
        .filter(({ state }) => state === 'measured')
        .map(({ language, model, warmth, crossing, points }) => [
          `${shortLanguage(language)} ${model}`,
          warmth,
          crossing.state === 'found'
            ? formatEstimate(crossing.size, formatNumber)
            : `${crossing.state}: ${crossing.reason}`,
          crossing.state === 'found' ? formatMs(crossing.jobMs) : '',
          ratioCell(points.at(0)?.speedUp),
          ratioCell(points.at(-1)?.speedUp),
        ]),
      notes: gapNotes(study.curves),
    },
  ],
  csvRows: (study) =>
    study.curves.flatMap(({ id, language, model, warmth, state, points, crossing }) => {
      const common = { workload: study.workload, id, language, model: `${model} ${warmth}`, state };
      return [
        ...(points.length === 0
          ? [common]
          : points.flatMap((point) =>
              csvFigure({ ...common, size: point.size }, 'speed-up', 'x', point.speedUp),
            )),
        ...(crossing.state === 'found' ? csvFigure(common, 'crossing', study.unit, crossing.size) : []),
      ];
    }),
};
export default view;
