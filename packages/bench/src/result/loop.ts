import { gapNote, msCell } from '../text/cells.ts';
import { csvFigure } from '../text/csv-row.ts';
import { formatMs, formatNumber } from '../text/format.ts';
import type { StudyView } from '../text/study-view.ts';

/** What each model does to the event loop of its caller. */
export interface LoopStudy {
  readonly type: 'loop';
  readonly workload: string;
  /** Time of one job, inline. */
  readonly jobMs: number;
  readonly jobs: number;
  readonly rows: readonly LoopRow[];
}

/** One model. Delays are beyond the time that the timer was due. */
export interface LoopRow {
  readonly model: 'idle' | 'inline' | 'async' | 'threads' | 'processes' | 'native';
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  readonly wallMs?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly maxMs?: number;
  /** Share of the run in which the loop was busy, 0 to 1. */
  readonly utilization?: number;
  /** Delay of each tick of 1 ms, thinned to at most 400, for a strip. */
  readonly ticks: readonly { readonly atMs: number; readonly delayMs: number }[];
}

const view: StudyView<LoopStudy> = {
  tables: (study) => [
    {
      title: `Event-loop delay of the caller (${study.jobs} jobs of ${study.workload}, ${formatMs(study.jobMs)} each)`,
      columns: ['Model', 'p50', 'p99', 'Longest', 'Loop busy', 'Wall'],
      rows: study.rows
        .filter(({ state }) => state === 'measured')
        .map((row) => [
          row.model,
          msCell(row.p50Ms),
          msCell(row.p99Ms),
          msCell(row.maxMs),
          row.utilization === undefined ? '' : `${formatNumber(row.utilization * 100)} %`,
          msCell(row.wallMs),
        ]),
      notes: study.rows
        .filter(({ state }) => state !== 'measured')
        .map(({ model, state, reason }) => gapNote(model, state, reason)),
    },
  ],
  csvRows: (study) =>
    study.rows.flatMap((row) => {
      const common = { workload: study.workload, id: row.model, model: row.model, state: row.state };
      if (row.state !== 'measured') return [common];
      return [
        ...csvFigure(common, 'delay p50', 'ms', row.p50Ms),
        ...csvFigure(common, 'delay p99', 'ms', row.p99Ms),
        ...csvFigure(common, 'delay max', 'ms', row.maxMs),
        ...csvFigure(common, 'wall', 'ms', row.wallMs),
      ];
    }),
};
export default view;
