import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderTable } from '../render/table.ts';
import type { BenchResult } from '../result/result.ts';
import { WORKLOADS } from '../workloads/catalogue.ts';
import type { Preset } from '../workloads/workload.ts';
import { runArticle } from './article.ts';

/** Options of a bench run. */
export interface BenchOptions {
  readonly preset: Preset;
  /** Ids of workloads; all if empty. */
  readonly only: readonly string[];
  /** Number of rounds; default 12, for `quick` 3, for `full` 6. */
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
}

const ROUNDS: Readonly<Record<Preset, number>> = { quick: 3, default: 12, full: 6 };

/**
 * Runs the article study, writes its result as JSON and Markdown after each workload, and prints the table.
 * @returns the exit code: 0, 1 if a result was wrong, 130 if it was aborted
 * @throws {RangeError} for an unknown workload or a number of rounds below 1
 */
export async function runBench(options: BenchOptions, io: BenchIo): Promise<number> {
  const { preset, only, rounds = ROUNDS[preset], seed = 1, json } = options;
  const ids = WORKLOADS.map(({ id }) => id as string);
  for (const id of only) {
    if (!ids.includes(id))
      throw new RangeError(`unknown workload "${id}": expected some of ${ids.join(', ')}`);
  }
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`rounds: expected a whole number from 1, got ${rounds}`);
  const folder = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), options.out ?? 'results');
  const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  await mkdir(folder, { recursive: true });
  const save = async (result: BenchResult): Promise<void> => {
    await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`);
    await writeFile(
      path.join(folder, `${name}.md`),
      `# Bench of ${result.startedAt}\n\n\`\`\`\n${renderTable(result)}\`\`\`\n`,
    );
  };
  const progress = progressTo(io.stderr);
  const result = await runArticle({
    preset,
    only,
    rounds,
    seed,
    signal: io.signal,
    onResult: save,
    onProgress: progress.show,
  });
  progress.end();
  io.stdout.write(json ? `${JSON.stringify(result)}\n` : renderTable(result));
  io.stderr.write(`written: ${path.join(folder, name)}.json and .md\n`);
  if (io.signal.aborted) return 130;
  const { wrong } = result;
  for (const line of wrong) io.stderr.write(`wrong result: ${line}\n`);
  return wrong.length > 0 ? 1 : 0;
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
