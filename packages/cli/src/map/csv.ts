import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { BlockResult } from './block.ts';

/**
 * Reads one record.
 * @param header - names of the columns; empty for an array of fields
 * @throws {RangeError} if it has another number of fields than the header; csv-parse's own error for broken quotes
 */
export function csvRow(text: string, header: readonly string[]): Record<string, string> | string[] {
  const [fields = []] = parse(text, { relax_column_count: true });
  if (header.length === 0) return fields;
  if (fields.length !== header.length)
    throw new RangeError(`expected ${header.length} fields as in the header, got ${fields.length}`);
  // fromEntries makes own properties also of names such as __proto__.
  return Object.fromEntries(header.map((name, column) => [name, fields[column] as string]));
}

/** Writes results as CSV; the first object's keys are the columns, and its header comes first. */
export class CsvWriter {
  private columns: readonly string[] | undefined;

  /** @param columns - of a file that has its header already */
  constructor(columns?: readonly string[]) {
    this.columns = columns;
  }

  /** Turns a block's JSON lines into CSV; a result that does not fit the columns becomes a failure of its line. */
  write(result: BlockResult): BlockResult {
    const rows = result.rows as Float64Array;
    const failures = [...result.failures];
    const texts: string[] = [];
    const lines = Buffer.from(result.output).toString().split('\n');
    for (let index = 0, next = 0; index * 3 < rows.length; index++) {
      if (rows[index * 3 + 2] === 0) continue;
      let text = '';
      try {
        text = this.record(JSON.parse(lines[next++] as string));
      } catch (error) {
        failures.push({ index, error: { name: 'TypeError', message: (error as Error).message } });
      }
      texts.push(text);
      rows[index * 3 + 2] = Buffer.byteLength(text);
    }
    return { ...result, failures, output: new TextEncoder().encode(texts.join('')) };
  }

  /** @throws {TypeError} if the value has a key that is no column */
  private record(value: unknown): string {
    const row: Record<string, unknown> =
      Array.isArray(value) || typeof value !== 'object' || value === null ? { value } : { ...value };
    let text = '';
    if (this.columns === undefined) {
      this.columns = Object.keys(row);
      text = stringify([this.columns]);
    }
    const known = this.columns;
    const stranger = Object.keys(row).find((key) => !known.includes(key));
    if (stranger !== undefined)
      throw new TypeError(
        `the column "${stranger}" is not among those of the first result: ${known.join(', ')}`,
      );
    return text + stringify([known.map((column) => row[column])], { cast: { boolean: String } });
  }
}
