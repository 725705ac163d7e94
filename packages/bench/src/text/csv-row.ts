import type { Estimate } from '../statistics/estimate.ts';

/** The columns of a CSV file, in their order. */
export const CSV_COLUMNS = [
  'study',
  'workload',
  'id',
  'language',
  'model',
  'lanes',
  'size',
  'metric',
  'unit',
  'value',
  'low',
  'high',
  'state',
] as const;

/** One line of CSV; what does not apply is left out. */
export type CsvRow = Partial<Record<(typeof CSV_COLUMNS)[number], string | number | null>>;

/** Makes the row of a figure, with its interval if it has one; no row of what was not measured. */
export function csvFigure(
  common: CsvRow,
  metric: string,
  unit: string,
  estimate: Estimate | number | null | undefined,
): CsvRow[] {
  if (estimate === null || estimate === undefined) return [];
  const { value, low, high } =
    typeof estimate === 'number' ? { value: estimate, low: null, high: null } : estimate;
  return [{ ...common, metric, unit, value, low, high }];
}
