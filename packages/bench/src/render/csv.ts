import type { BenchResult, StudyResult } from '../result/result.ts';
import type { Estimate } from '../statistics/estimate.ts';

const COLUMNS = [
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

type CsvRow = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** Renders every figure of a result as one line of CSV (RFC 4180, CRLF): long format, empty where it does not apply. */
export function renderCsv(result: BenchResult): string {
  const rows = result.studies.flatMap((study) =>
    studyRows(study).map((row) => ({ study: study.type, ...row })),
  );
  return [COLUMNS.join(','), ...rows.map((row: CsvRow) => COLUMNS.map((name) => field(row[name])).join(','))]
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

function figure(
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

function studyRows(study: StudyResult): CsvRow[] {
  switch (study.type) {
    case 'article':
      return [
        ...study.blocks.flatMap((block) =>
          block.rows.flatMap((row) => {
            const { id, language, model, lanes, state } = row;
            const common = { workload: block.workload, id, language, model, lanes, size: block.size, state };
            if (state !== 'measured') return [common];
            return [
              ...figure(common, 'wall', 'ms', row.wallMs),
              ...figure(common, 'cpu', 'ms', row.cpuMs),
              ...figure(common, 'start', 'ms', row.startMs),
              ...figure(common, 'first call', 'ms', row.coldMs?.[0]),
              ...figure({ ...common, state: row.verdict ?? state }, 'speed-up', 'x', row.speedUp),
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
      ];
    case 'scale':
      return study.curves.flatMap(({ id, language, model, state, points }) => {
        const common = { workload: study.workload, id, language, model, size: study.size, state };
        return points.length === 0
          ? [common]
          : points.flatMap((point) => {
              const here = { ...common, lanes: point.lanes };
              return [
                ...figure(here, 'wall', 'ms', point.wallMs),
                ...figure(here, 'speed-up', 'x', point.speedUp),
                ...figure(here, 'cpu cost', 'x', point.cpuCost),
              ];
            });
      });
    case 'crossover':
      return study.curves.flatMap(({ id, language, model, warmth, state, points, crossing }) => {
        const common = { workload: study.workload, id, language, model: `${model} ${warmth}`, state };
        return [
          ...(points.length === 0
            ? [common]
            : points.flatMap((point) =>
                figure({ ...common, size: point.size }, 'speed-up', 'x', point.speedUp),
              )),
          ...(crossing.state === 'found' ? figure(common, 'crossing', study.unit, crossing.size) : []),
        ];
      });
    case 'overhead':
      return study.rows.flatMap((row) => {
        const { id, language, model, lanes, state } = row;
        const common = { id, language, model, lanes, state };
        if (state !== 'measured') return [common];
        return [
          ...figure(common, 'spawn', 'ms', row.spawnMs),
          ...figure(common, 'round trip', 'ms', row.roundTripMs),
          ...figure(common, 'throughput', 'ms', row.throughputMs),
          ...figure(common, 'memory a lane', 'bytes', row.pssBytesPerLane),
        ];
      });
    case 'io':
      return study.sweeps.flatMap(({ id, language, model, workload, state, points }) => {
        const common = { workload, id, language, model, state };
        return points.length === 0
          ? [common]
          : points.flatMap((point) => {
              const here = { ...common, lanes: point.concurrency, size: point.count };
              return [
                ...figure(here, 'wall', 'ms', point.wallMs),
                ...figure(here, 'cpu', 'ms', point.cpuMs),
                ...figure(here, 'rate', '1/s', point.ratePerS),
              ];
            });
      });
    default:
      return study.rows.flatMap((row) => {
        const common = { workload: study.workload, id: row.model, model: row.model, state: row.state };
        if (row.state !== 'measured') return [common];
        return [
          ...figure(common, 'delay p50', 'ms', row.p50Ms),
          ...figure(common, 'delay p99', 'ms', row.p99Ms),
          ...figure(common, 'delay max', 'ms', row.maxMs),
          ...figure(common, 'wall', 'ms', row.wallMs),
        ];
      });
  }
}
