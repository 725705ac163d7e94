import type { BenchResult } from '../document/result.ts';
import { viewOf } from './view-of.ts';
import { CSV_COLUMNS, type CsvRow } from '../text/csv-row.ts';

/** Renders every figure of a result as one line of CSV (RFC 4180, CRLF): long format, empty where it does not apply. */
export function renderCsv(result: BenchResult): string {
  const rows = result.studies.flatMap((study) =>
    viewOf(study.type)
      .csvRows(study)
      .map((row) => ({ study: study.type, ...row })),
  );
  return [
    CSV_COLUMNS.join(','),
    ...rows.map((row: CsvRow) => CSV_COLUMNS.map((name) => field(row[name])).join(',')),
  ]
    .map((line) => `${line}\r\n`)
    .join('');
}

/** A spreadsheet runs a text that begins with = + - or @; the quote keeps it text. */
function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
