import type { Estimate } from '../statistics/estimate.ts';
import { gapNote } from '../text/cells.ts';
import { csvFigure } from '../text/csv-row.ts';
import { formatMs, formatNumber, formatRatio, formatRatioEstimate } from '../text/format.ts';
import { shortLanguage } from '../text/row-label.ts';
import type { StudyView } from '../text/study-view.ts';
import { fitText, type ScaleFit } from './scale-fit.ts';

export type { ScaleFit } from './scale-fit.ts';

/** How work speeds up with lanes: JS threads, JS processes and native threads side by side. */
export interface ScaleStudy {
  readonly type: 'scale';
  readonly workload: string;
  readonly title: string;
  readonly size: number;
  readonly unit: string;
  /** Jobs of one run. */
  readonly jobs: number;
  readonly effectiveCores: number;
  /** What the machine itself gives: plain loops on 1..N threads, speed-up over one. */
  readonly ceiling: readonly { readonly lanes: number; readonly speedUp: Estimate }[];
  readonly curves: readonly ScaleCurve[];
}

/** One model's curve. */
export interface ScaleCurve {
  /** Such as `js-threads`, `js-processes`, `native-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  readonly points: readonly ScalePoint[];
  /** Laws fitted to the points up to the effective cores, or why a fit is refused. One of each law. */
  readonly fits: readonly ScaleFit[];
}

/** One number of lanes. */
export interface ScalePoint {
  readonly lanes: number;
  readonly wallMs: Estimate;
  /** Against one lane of the same model. */
  readonly speedUp: Estimate;
  /** CPU time at this number of lanes / at one lane; null where it cannot be told. */
  readonly cpuCost: number | null;
  /** More lanes than effective cores: what is gained here is taken from others. */
  readonly oversubscribed: boolean;
  /** Raw wall times, in order of the rounds. */
  readonly samplesMs: readonly number[];
}

const view: StudyView<ScaleStudy> = {
  tables: (study) => [
    {
      title: `Scaling of ${study.title} (${formatNumber(study.size)} ${study.unit}, ${study.jobs} jobs, ${study.effectiveCores} effective cores)`,
      columns: ['Model', 'Lanes', 'Median', 'Speed-up', 'Ceiling', 'CPU cost', ''],
      rows: study.curves.flatMap((curve) =>
        curve.points.map((point) => [
          `${shortLanguage(curve.language)} ${curve.model}`,
          String(point.lanes),
          formatMs(point.wallMs.value),
          formatRatioEstimate(point.speedUp),
          ceilingAt(study.ceiling, point.lanes),
          point.cpuCost === null ? '' : formatRatio(point.cpuCost),
          point.oversubscribed ? 'more lanes than cores' : '',
        ]),
      ),
      notes: study.curves.flatMap((curve) =>
        curve.state === 'measured'
          ? curve.fits.map((fit) => `${curve.id}: ${fitText(fit)}`)
          : [gapNote(curve.id, curve.state, curve.reason)],
      ),
    },
  ],
  csvRows: (study) =>
    study.curves.flatMap(({ id, language, model, state, points }) => {
      const common = { workload: study.workload, id, language, model, size: study.size, state };
      return points.length === 0
        ? [common]
        : points.flatMap((point) => {
            const here = { ...common, lanes: point.lanes };
            return [
              ...csvFigure(here, 'wall', 'ms', point.wallMs),
              ...csvFigure(here, 'speed-up', 'x', point.speedUp),
              ...csvFigure(here, 'cpu cost', 'x', point.cpuCost),
            ];
          });
    }),
};
export default view;

function ceilingAt(
  ceiling: readonly { readonly lanes: number; readonly speedUp: Estimate }[],
  lanes: number,
): string {
  const found = ceiling.find((point) => point.lanes === lanes);
  return found === undefined ? '' : formatRatio(found.speedUp.value);
}
