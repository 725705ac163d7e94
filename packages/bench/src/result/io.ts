import type { Estimate } from '../statistics/estimate.ts';
import { gapNotes, msCell } from '../text/cells.ts';
import { csvFigure } from '../text/csv-row.ts';
import { formatMs, formatNumber } from '../text/format.ts';
import { shortLanguage } from '../text/row-label.ts';
import type { StudyView } from '../text/study-view.ts';

/** Waiting at high volume: the event loop against threads, from few to many waits in flight. */
export interface IoStudy {
  readonly type: 'io';
  readonly sweeps: readonly IoSweep[];
}

/** One way of waiting over a range of concurrency. */
export interface IoSweep {
  /** Such as `js-async`, `js-threads`, `py-asyncio`, `py-threading`, `cpp-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  /** `sleep`: timers alone; `download`: HTTP from a server on this machine. */
  readonly workload: 'sleep' | 'download';
  readonly latencyMs: number;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  /** Why its points end before those of the others. */
  readonly note?: string;
  readonly points: readonly IoPoint[];
  /** Concurrency beyond which the rate grows no more (under 10 % a doubling); null if it grew to the end. */
  readonly knee: { readonly concurrency: number; readonly ratePerS: number } | null;
}

/** One concurrency. */
export interface IoPoint {
  /** Waits in flight: as many threads, or as many promises. */
  readonly concurrency: number;
  /** Waits in all. */
  readonly count: number;
  readonly wallMs: Estimate;
  /** CPU time of the whole run; null where it cannot be told. */
  readonly cpuMs: number | null;
  readonly ratePerS: number;
  /** The rate that Little's law allows: concurrency / latency. */
  readonly limitPerS: number;
  readonly samplesMs: readonly number[];
}

const view: StudyView<IoStudy> = {
  tables: (study) => [
    {
      title: 'Waiting for many things at once',
      columns: ['Model', 'Work', 'In flight', 'Wall', 'CPU', 'Per second', 'Limit'],
      rows: study.sweeps.flatMap((sweep) =>
        sweep.points.map((point) => [
          `${shortLanguage(sweep.language)} ${sweep.model}`,
          sweep.workload,
          formatNumber(point.concurrency),
          formatMs(point.wallMs.value),
          msCell(point.cpuMs),
          formatNumber(point.ratePerS),
          formatNumber(point.limitPerS),
        ]),
      ),
      notes: [
        ...study.sweeps.flatMap(({ id, workload, knee }) =>
          knee === null
            ? []
            : [
                `${id}, ${workload}: the rate grows no more beyond ${formatNumber(knee.concurrency)} in flight`,
              ],
        ),
        ...study.sweeps.flatMap(({ id, workload, note }) =>
          note === undefined ? [] : [`${id}, ${workload}: ${note}`],
        ),
        ...gapNotes(study.sweeps),
      ],
    },
  ],
  csvRows: (study) =>
    study.sweeps.flatMap(({ id, language, model, workload, state, points }) => {
      const common = { workload, id, language, model, state };
      return points.length === 0
        ? [common]
        : points.flatMap((point) => {
            const here = { ...common, lanes: point.concurrency, size: point.count };
            return [
              ...csvFigure(here, 'wall', 'ms', point.wallMs),
              ...csvFigure(here, 'cpu', 'ms', point.cpuMs),
              ...csvFigure(here, 'rate', '1/s', point.ratePerS),
            ];
          });
    }),
};
export default view;
