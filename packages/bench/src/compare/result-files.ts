import type { RowResult } from '../result/article.ts';
import { environmentDifferences } from '../environment/environment.ts';
import type { BenchResult } from '../document/result.ts';
import { compareUnpaired } from './unpaired.ts';

/** One row that two results share. */
export interface RowComparison extends ReturnType<typeof compareUnpaired> {
  /** `workload/row`. */
  readonly row: string;
}

/** Two results, row by row. */
export interface ResultsComparison {
  /** In what their environments differ; not empty means that a difference may be the machine's. */
  readonly environment: readonly string[];
  readonly rows: readonly RowComparison[];
}

/** Compares the rows that two results share; rows of different sizes are left out. */
export function compareResults(a: BenchResult, b: BenchResult): ResultsComparison {
  const before = rowsOf(a);
  const rows = [...rowsOf(b)].flatMap(([name, row]): RowComparison[] => {
    const old = before.get(name);
    if (old === undefined) return [];
    return [{ row: name.split(' ')[0] ?? name, ...compareUnpaired(times(old), times(row)) }];
  });
  return { environment: environmentDifferences(a.environment, b.environment), rows };
}

function rowsOf(result: BenchResult): Map<string, RowResult> {
  const blocks = result.studies.flatMap((study) => (study.type === 'article' ? study.blocks : []));
  return new Map(
    blocks.flatMap(({ workload, size, rows }) =>
      rows
        .filter(({ state, samples }) => state === 'measured' && samples.length > 0)
        .map((row): [string, RowResult] => [`${workload}/${row.id} ${size}`, row]),
    ),
  );
}

function times(row: RowResult): number[] {
  return row.samples.filter(({ kept }) => kept).map(({ wallMs }) => wallMs);
}
