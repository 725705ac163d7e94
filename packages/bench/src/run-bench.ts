import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SCHEMA_VERSION, type BenchResult, type StudyResult } from './document/result.ts';
import { environment, pressure } from './environment/environment.ts';
import { renderMarkdown } from './render/markdown.ts';
import { renderTable, type TableOptions } from './render/table.ts';
import type { Preset } from './workloads/workload.ts';
import { ARTICLE_WORKLOADS } from './studies/article.ts';
import { Lab } from './studies/lab.ts';
import STUDIES from './studies/studies.ts';

/** Options of a bench run. */
export interface BenchOptions {
  readonly preset: Preset;
  /** Name of a study, as `--list` shows it; default `article`. */
  readonly study?: string;
  /** Ids of workloads; all if empty. */
  readonly only: readonly string[];
  /** Sizes that replace the preset's, by workload. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** Number of rounds; default 12, for `quick` 1, for `full` 40. */
  readonly rounds?: number;
  readonly seed?: number;
  /** Folder of the results; default `results` where the command was called. */
  readonly out?: string;
  readonly json: boolean;
}

/** Where output goes, and what ends the run. */
export interface BenchIo {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly signal: AbortSignal;
  /** Of the table on stdout. */
  readonly layout?: TableOptions | undefined;
}

/** Drawing takes a part of a second: the HTML is rewritten after a workload if the last one is older than this. */
const HTML_AGE_MS = 30_000;

const ROUNDS: Readonly<Record<Preset, number>> = { quick: 1, default: 12, full: 40 };

/**
 * Runs a study, writes its result as JSON, Markdown and HTML after each workload, and prints the table; HTML at most every 30 s.
 * @returns the exit code: 0, 1 if a result was wrong, 130 if it was aborted
 * @throws {RangeError} for an unknown study or workload, or a number out of range
 */
export async function runBench(options: BenchOptions, io: BenchIo): Promise<number> {
  const { preset, only, sizes = new Map(), rounds = ROUNDS[preset], seed = 1, json } = options;
  const study = check(options, rounds);
  const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), options.out ?? 'results');
  const startedAt = new Date();
  const name = startedAt.toISOString().slice(0, 19).replaceAll(':', '-');
  await mkdir(folder, { recursive: true });
  const progress = progressTo(io.stderr);
  const { signal } = io;
  const lab = await Lab.open({ preset, rounds, seed, signal, onProgress: progress.show });
  try {
    const facts = environment({
      python: lab.python.tool.state === 'found' ? `${lab.python.name} ${lab.python.tool.version}` : null,
      compiler: lab.compiler.state === 'found' ? `${lab.compiler.command} ${lab.compiler.version}` : null,
    });
    const document = (state: BenchResult['state'], studies: readonly StudyResult[]): BenchResult => ({
      schemaVersion: SCHEMA_VERSION,
      state,
      startedAt: startedAt.toISOString(),
      elapsedMs: Date.now() - startedAt.getTime(),
      command: commandOf(options, rounds, seed),
      preset,
      rounds,
      seed,
      environment: { ...facts, after: pressure() },
      studies,
      noise: lab.noise(),
      wrong: wrongOf(studies),
      gaps: lab.gaps(),
    });
    let drawn = performance.now();
    const save = async (result: BenchResult): Promise<void> => {
      await replace(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
      await replace(path.join(folder, `${name}.md`), renderMarkdown(result));
      if (result.state === 'running' && performance.now() - drawn < HTML_AGE_MS) return;
      const { renderHtml } = await import('./render/html/report.ts');
      await replace(path.join(folder, `${name}.html`), renderHtml(result));
      drawn = performance.now();
    };
    await save(document('running', []));
    await lab.measureOverhead();
    const onStudies = (soFar: readonly StudyResult[]): Promise<void> => save(document('running', soFar));
    const studies = await STUDIES[study].run(lab, { only, sizes, onStudies });
    const result = document(signal.aborted ? 'interrupted' : 'complete', studies);
    await save(result);
    progress.end();
    io.stdout.write(json ? `${JSON.stringify(result)}\n` : renderTable(result, io.layout));
    io.stderr.write(`written: ${path.join(folder, name)}.json, .md and .html\n`);
    for (const line of result.wrong) io.stderr.write(`wrong result: ${line}\n`);
    if (signal.aborted) return 130;
    return result.wrong.length > 0 || (only.length > 0 && study === 'article' && studies.length === 0)
      ? 1
      : 0;
  } finally {
    await lab.close();
  }
}

/** The study that is asked for, after everything was found to be right. */
function check(
  { study = 'article', only, sizes = new Map() }: BenchOptions,
  rounds: number,
): keyof typeof STUDIES {
  if (!isStudy(study)) {
    const names = Object.keys(STUDIES).join(', ');
    throw new RangeError(`unknown study "${study}": expected one of ${names}`);
  }
  const ids = ARTICLE_WORKLOADS.map(({ id }) => id);
  for (const id of [...only, ...sizes.keys()]) {
    if (!ids.includes(id))
      throw new RangeError(`unknown workload "${id}": expected some of ${ids.join(', ')}`);
  }
  for (const [id, size] of sizes) {
    if (!Number.isSafeInteger(size) || size < 1)
      throw new RangeError(`--sizes: expected ${id}=a whole number from 1, got ${size}`);
  }
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`rounds: expected a whole number from 1, got ${rounds}`);
  return study;
}

function isStudy(name: string): name is keyof typeof STUDIES {
  return Object.hasOwn(STUDIES, name);
}

/** Writes a file so that a reader never sees half of it. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}

function commandOf(options: BenchOptions, rounds: number, seed: number): string {
  const { preset, study = 'article', only, sizes = new Map() } = options;
  return [
    'npx counterpoint bench',
    ...(study === 'article' ? [] : [`--study ${study}`]),
    ...(preset === 'default' ? [] : [`--${preset}`]),
    ...(only.length === 0 ? [] : [`--only ${only.join(',')}`]),
    ...(sizes.size === 0 ? [] : [`--sizes ${[...sizes].map(([id, size]) => `${id}=${size}`).join(',')}`]),
    `--rounds ${rounds}`,
    `--seed ${seed}`,
  ].join(' ');
}

function wrongOf(studies: readonly StudyResult[]): string[] {
  const blocks = studies.flatMap((study) => (study.type === 'article' ? study.blocks : []));
  return blocks.flatMap(({ workload, rows }) =>
    rows.filter(({ state }) => state === 'wrong').map(({ id, reason }) => `${workload}/${id}: ${reason}`),
  );
}

/** One line that is rewritten on a terminal; elsewhere one line a workload. */
function progressTo(stream: BenchIo['stderr']): { show: (text: string) => void; end: () => void } {
  if (stream.isTTY === true) {
    return {
      show: (text) => void stream.write(`\r\u001b[K${text.slice(0, 78)}`),
      end: () => void stream.write('\r\u001b[K'),
    };
  }
  let last = '';
  return {
    show: (text) => {
      const [block = ''] = text.split(':');
      if (block !== last) stream.write(`${block} ...\n`);
      last = block;
    },
    end: () => undefined,
  };
}
