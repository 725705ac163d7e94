import { gapNote, msCell, ratioCell } from '../text/cells.ts';
import { csvFigure, type CsvRow } from '../text/csv-row.ts';
import { formatNumber, formatRatio } from '../text/format.ts';
import { rowLabel } from '../text/row-label.ts';
import type { StudyView } from '../text/study-view.ts';
import type { SummaryTable } from '../text/summary-table.ts';
import type { ArticleStudy, BlockResult, RowResult } from './article.ts';

/** A table a workload; claims, cells and edges have places of their own in a rendering. */
const view: StudyView<ArticleStudy> = {
  tables: (study) => study.blocks.map(blockTable),
  csvRows: (study) => [
    ...study.blocks.flatMap((block) =>
      block.rows.flatMap((row) => {
        const { id, language, model, lanes, state } = row;
        const common = { workload: block.workload, id, language, model, lanes, size: block.size, state };
        if (state !== 'measured') return [common];
        return [
          ...csvFigure(common, 'wall', 'ms', row.wallMs),
          ...csvFigure(common, 'cpu', 'ms', row.cpuMs),
          ...csvFigure(common, 'start', 'ms', row.startMs),
          ...csvFigure(common, 'first call', 'ms', row.coldMs?.[0]),
          ...csvFigure({ ...common, state: row.verdict ?? state }, 'speed-up', 'x', row.speedUp),
        ];
      }),
    ),
    ...study.claims.map(
      ({ id, verdict, ours, unit }) =>
        ({
          id,
          metric: 'claim',
          unit,
          value: ours?.value,
          low: ours?.low,
          high: ours?.high,
          state: verdict,
        }) as CsvRow,
    ),
    ...study.cells.flatMap(({ id, model, measured }) =>
      measured.map((one): CsvRow => ({
        id,
        language: one.language,
        model,
        metric: 'cell',
        unit: one.unit,
        value: one.value,
        low: one.low,
        high: one.high,
        state: one.state,
      })),
    ),
    ...study.edges.map(({ id, verdict }): CsvRow => ({ id, metric: 'edge', state: verdict })),
    ...study.printed.map(({ id, state }): CsvRow => ({ id, metric: 'program', state })),
  ],
};
export default view;

function blockTable(block: BlockResult): SummaryTable {
  return {
    title: `${block.title} (${formatNumber(block.size)} ${block.unit}, ${block.rounds} rounds${block.cold ? ', cold' : ''})`,
    columns: ['Row', 'Lanes', 'Median', 'CPU', 'First call', 'Speed-up', 'Verdict', 'Article'],
    rows: block.rows.map((row) => [
      rowLabel(row, block.rows),
      String(row.lanes),
      msCell(row.wallMs?.value),
      msCell(row.cpuMs),
      msCell(row.coldMs?.[0]),
      ratioCell(row.speedUp),
      row.state === 'measured' ? (row.verdict ?? (row.id === row.base ? 'base' : '')) : row.state,
      row.article === undefined ? '' : formatRatio(row.article),
    ]),
    notes: [
      ...(block.gate.state === 'passed' ? [] : [`${block.gate.state}: ${block.gate.reasons.join('; ')}`]),
      ...block.rows.flatMap((row) => rowNotes(row, block)),
    ],
  };
}

function rowNotes(row: RowResult, block: BlockResult): string[] {
  const name = rowLabel(row, block.rows);
  return [
    ...(row.reason === undefined ? [] : [gapNote(name, row.state, row.reason)]),
    ...(row.warmUp?.state === 'no steady state'
      ? [`${name}: no steady state after ${row.warmUp.runs} warm-up runs`]
      : []),
  ];
}
