import Table from 'cli-table3';
import picocolors from 'picocolors';
import type { BenchResult } from '../document/result.ts';
import type { SummaryTable } from '../text/summary-table.ts';
import { runLine, summaryTables } from './summary.ts';

/** How text is laid out. */
export interface TableOptions {
  /** Columns of the terminal; default 100, at least 40. */
  readonly width?: number;
  /** Whether verdicts are coloured; default false. */
  readonly colour?: boolean;
}

/** Renders a result as text for a terminal, from the document alone; no line is wider than asked for. */
export function renderTable(result: BenchResult, { width = 100, colour = false }: TableOptions = {}): string {
  const columns = Math.max(40, width);
  const colours = picocolors.createColors(colour);
  const parts = [
    ...summaryTables(result)
      .filter(({ rows, notes }) => rows.length + notes.length > 0)
      .map((table) => renderOne(table, columns, colours)),
    ...result.wrong.flatMap((line) => wrap(`wrong result: ${line}`, columns)),
    ...result.gaps.flatMap((line) => wrap(`missing: ${line}`, columns)),
    ...wrap(runLine(result), columns),
    ...wrap(`again: ${result.command}`, columns),
  ];
  return `${parts.join('\n')}\n`;
}

type Colours = ReturnType<typeof picocolors.createColors>;

function renderOne({ title, columns, rows, notes }: SummaryTable, width: number, colours: Colours): string {
  const used = columns
    .map((_, index) => index)
    .filter((index) => rows.some((row) => (row[index] ?? '') !== ''));
  const texts = [columns, ...rows].map((row) => used.map((index) => plain(row[index] ?? '')));
  const widths = fit(texts, width - 2);
  const table = new Table({
    head: texts[0] ?? [],
    colWidths: widths.map((size) => size + 2),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const row of texts.slice(1)) {
    table.push(
      row.map((cell, index) =>
        wrap(cell, widths[index] ?? 1)
          .map((line) => paint(line, cell, colours))
          .join('\n'),
      ),
    );
  }
  const body =
    rows.length === 0
      ? []
      : table
          .toString()
          .split('\n')
          .map((line) => `  ${line}`.trimEnd());
  return [
    ...wrap(plain(title), width).map(colours.bold),
    ...body,
    ...notes.flatMap((note) => wrap(plain(note), width - 2).map((line) => `  ${colours.dim(line)}`)),
    '',
  ].join('\n');
}

const NO_LINES = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((name) => [name, '']),
);

/** Narrows the widest columns until all fit, first those that can be broken between words; two columns of space each. */
function fit(texts: readonly (readonly string[])[], width: number): number[] {
  const longest = (column: number, parts: (text: string) => string[]): number =>
    Math.max(1, ...texts.flatMap((row) => parts(row[column] ?? '').map((part) => part.length)));
  const columns = (texts[0] ?? []).map((_, index) => index);
  const words = columns.map((column) => longest(column, (text) => text.split(' ')));
  const widths = columns.map((column) => longest(column, (text) => [text]));
  for (const floors of [words, columns.map(() => 3)]) {
    while (widths.reduce((sum, size) => sum + size + 2, 0) > width) {
      const wide = columns.filter((column) => (widths[column] ?? 0) > (floors[column] ?? 0));
      const widest = wide.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
      if (widest === undefined) break;
      widths[widest] = (widths[widest] ?? 1) - 1;
    }
  }
  return widths;
}

/** One line without control characters: a task's name or error may hold any. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
}

function paint(line: string, cell: string, colours: Colours): string {
  if (cell === 'reproduced' || cell === 'faster') return colours.green(line);
  if (['not reproduced', 'slower', 'wrong', 'failed'].includes(cell)) return colours.red(line);
  return cell === 'inconclusive' || cell === 'missing' ? colours.yellow(line) : line;
}

/** Breaks text into lines, also within a word that is longer than one. */
function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of plain(text).split(/\s+/)) {
    for (let rest = word; rest !== ''; rest = rest.slice(width)) {
      const piece = rest.slice(0, width);
      const last = lines.at(-1) ?? '';
      if (last === '') lines[lines.length - 1] = piece;
      else if (last.length + 1 + piece.length <= width) lines[lines.length - 1] = `${last} ${piece}`;
      else lines.push(piece);
    }
  }
  return lines;
}
