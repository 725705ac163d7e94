import type { CellResult, CellValue } from '../result/cell.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { Evidence, ratioText, type ArticlePart } from './evidence.ts';

type CellModel = CellResult['model'];
type Aspect = CellResult['aspect'];
type Language = CellValue['language'];

/** The article's words, in the order of its table. */
const TABLE: readonly { readonly aspect: Aspect; readonly words: readonly [string, string, string] }[] = [
  { aspect: 'concurrency model', words: ['Concurrent', 'Parallel', 'Concurrent'] },
  { aspect: 'CPU-bound', words: ['Poorly', 'Well', 'Poorly'] },
  { aspect: 'I/O-bound', words: ['Well', 'Overkill', 'Excellently'] },
  { aspect: 'memory efficiency', words: ['Efficient', 'Less efficient', 'Efficient'] },
];
const MODELS: readonly CellModel[] = ['threading', 'multiprocessing', 'asyncio'];
const LANGUAGES: readonly Language[] = ['Node', 'C++', 'Python'];

/** Row ids by language and model. */
const ROWS: Readonly<Record<Language, Readonly<Record<CellModel, string>>>> = {
  Node: { threading: 'js-threads', multiprocessing: 'js-processes', asyncio: 'js-async' },
  'C++': { threading: 'cpp-O2-threads', multiprocessing: 'cpp-O2-processes', asyncio: 'cpp-O2-async' },
  Python: { threading: 'py-threading', multiprocessing: 'py-multiprocessing', asyncio: 'py-asyncio' },
};
const MIB = 1024 * 1024;
/** A lane of less is efficient. */
const EFFICIENT_MIB = 1;

/** Fills the article's summary table, T1 to T12, for Node, C++ and Python. */
export function measureCells(studies: readonly ArticlePart[]): CellResult[] {
  const evidence = new Evidence(studies);
  return TABLE.flatMap(({ aspect, words }, line) =>
    MODELS.map((model, column): CellResult => ({
      id: `T${3 * line + column + 1}`,
      model,
      aspect,
      article: words[column] ?? '',
      measured: LANGUAGES.map((language) => cell(evidence, language, model, aspect)),
    })),
  );
}

function cell(evidence: Evidence, language: Language, model: CellModel, aspect: Aspect): CellValue {
  if (aspect === 'memory efficiency') return memory(evidence, language, model);
  const workload = aspect === 'I/O-bound' ? 'sleep' : 'counter';
  const row = evidence.row(workload, ROWS[language][model]);
  if (row?.state !== 'measured')
    return missing(
      language,
      aspect === 'concurrency model' ? 'cores at once' : 'x',
      row?.reason ?? `${workload} was not measured`,
    );
  if (aspect === 'concurrency model') {
    const { parallelism } = row;
    if (parallelism == null) return missing(language, 'cores at once', 'its CPU time cannot be told');
    const word = parallelism > 1.2 ? 'Parallel' : 'Concurrent';
    return value(
      language,
      { value: parallelism, low: parallelism, high: parallelism, confidence: 0 },
      'cores at once',
      word,
      `${parallelism.toFixed(2)} cores at once`,
    );
  }
  if (row.speedUp === undefined) return missing(language, 'x', 'its sequential row was not measured');
  const faster = row.speedUp.low > 1.2;
  const word =
    aspect === 'CPU-bound'
      ? faster
        ? 'Well'
        : 'Poorly'
      : !faster
        ? 'Poorly'
        : model === 'asyncio'
          ? 'Excellently'
          : model === 'multiprocessing'
            ? 'Overkill'
            : 'Well';
  return value(language, row.speedUp, 'x', word, ratioText(row.speedUp));
}

function memory(evidence: Evidence, language: Language, model: CellModel): CellValue {
  const unit = 'MB a lane';
  const id = ROWS[language][model].replace('-O2', '');
  if (language === 'C++' && model === 'asyncio')
    return missing(language, unit, 'a wait on one event loop is a number in a list: no lane of its own');
  const row = evidence.overhead(id);
  const bytes = row?.pssBytesPerLane;
  if (bytes == null) return missing(language, unit, row?.reason ?? 'memory was not measured');
  const mib: Estimate = {
    value: bytes.value / MIB,
    low: bytes.low / MIB,
    high: bytes.high / MIB,
    confidence: bytes.confidence,
  };
  // Processes against threads of the same language; a lane of little memory is efficient in any case.
  const threads = evidence.overhead(ROWS[language].threading.replace('-O2', ''))?.pssBytesPerLane;
  const heavier = model === 'multiprocessing' && threads != null && bytes.low > threads.high;
  const word =
    heavier || (model !== 'multiprocessing' && mib.low > 10 * EFFICIENT_MIB) ? 'Less efficient' : 'Efficient';
  return value(
    language,
    mib,
    unit,
    word,
    `${mib.value.toPrecision(2)} MB (${mib.low.toPrecision(2)}-${mib.high.toPrecision(2)})`,
  );
}

function value(
  language: Language,
  { value: found, low, high }: Estimate,
  unit: string,
  word: string,
  text: string,
): CellValue {
  return { language, state: 'measured', value: found, low, high, unit, word, text };
}

function missing(language: Language, unit: string, text: string): CellValue {
  return { language, state: 'missing', value: null, low: null, high: null, unit, word: '-', text };
}
