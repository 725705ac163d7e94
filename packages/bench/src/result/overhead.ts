import type { Estimate } from '../statistics/estimate.ts';
import { estimateCell, gapNotes } from '../text/cells.ts';
import { csvFigure } from '../text/csv-row.ts';
import { formatBytes, formatMs } from '../text/format.ts';
import { shortLanguage } from '../text/row-label.ts';
import type { StudyView } from '../text/study-view.ts';

/** What lanes cost: to start, to send a job to, and in memory. */
export interface OverheadStudy {
  readonly type: 'overhead';
  readonly rows: readonly OverheadRow[];
}

/** One model of one language. */
export interface OverheadRow {
  /** Such as `js-threads`, `py-multiprocessing`, `cpp-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  /** Lanes that were started together. */
  readonly lanes: number;
  /** From nothing to the first answer of every lane. */
  readonly spawnMs?: Estimate;
  /** One empty job there and back on a warm lane; null where the model has no such thing. */
  readonly roundTripMs?: Estimate | null;
  /** One empty job among many in flight (batching works here). */
  readonly throughputMs?: Estimate | null;
  /** Memory that one more lane adds to the whole tree of processes: proportional set size (PSS). Null outside Linux. */
  readonly pssBytesPerLane?: Estimate | null;
  /** PSS of the tree with all lanes open. */
  readonly pssBytesTotal?: number | null;
  readonly samples: {
    readonly spawnMs: readonly number[];
    readonly roundTripMs: readonly number[];
    readonly pssBytesPerLane: readonly number[];
  };
}

const view: StudyView<OverheadStudy> = {
  tables: (study) => [
    {
      title: 'What a lane costs',
      columns: ['Model', 'Lanes', 'Start of all', 'Round trip', 'In a stream', 'Memory a lane'],
      rows: study.rows
        .filter(({ state }) => state === 'measured')
        .map((row) => [
          `${shortLanguage(row.language)} ${row.model}`,
          String(row.lanes),
          estimateCell(row.spawnMs, formatMs),
          estimateCell(row.roundTripMs, formatMs),
          estimateCell(row.throughputMs, formatMs),
          estimateCell(row.pssBytesPerLane, formatBytes),
        ]),
      notes: gapNotes(study.rows),
    },
  ],
  csvRows: (study) =>
    study.rows.flatMap((row) => {
      const { id, language, model, lanes, state } = row;
      const common = { id, language, model, lanes, state };
      if (state !== 'measured') return [common];
      return [
        ...csvFigure(common, 'spawn', 'ms', row.spawnMs),
        ...csvFigure(common, 'round trip', 'ms', row.roundTripMs),
        ...csvFigure(common, 'throughput', 'ms', row.throughputMs),
        ...csvFigure(common, 'memory a lane', 'bytes', row.pssBytesPerLane),
      ];
    }),
};
export default view;
