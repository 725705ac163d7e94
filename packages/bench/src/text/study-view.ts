import type { CsvRow } from './csv-row.ts';
import type { SummaryTable } from './summary-table.ts';

/** How the result of a study is shown, from its document alone. */
export interface StudyView<Result> {
  /** For a terminal and for Markdown. */
  readonly tables: (study: Result) => SummaryTable[];
  /** Every figure, one a row; the column `study` is filled in by the caller. */
  readonly csvRows: (study: Result) => CsvRow[];
}
