import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { BenchResult } from '@counterpoint/bench';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';
import type { CliIo } from '../command/io.ts';
import { UserError } from '../command/user-error.ts';
import { writeRendering } from '../command/write-rendering.ts';

interface ReportOptions {
  readonly html?: string;
  readonly md?: string;
  readonly csv?: string;
  readonly json?: boolean;
}

/** Renderings of a result, now or later. */
export const command: Command = defineCommand<ReportOptions>({
  arguments: '<result>',
  description:
    'Renders a result again: its JSON, - for JSON on stdin, or an HTML report, which holds its JSON. ' +
    'Without a file to write, the tables go to stdout; a file of - is stdout too.',
  options: [
    { flags: '--html <file>', summary: 'one page with every chart, readable offline and without script' },
    { flags: '--md <file>', summary: 'the tables as Markdown' },
    { flags: '--csv <file>', summary: 'every figure as a line of CSV' },
    JSON_OPTION,
  ],
  examples: [
    { line: 'counterpoint report results/run.json', summary: 'the tables, on the terminal' },
    { line: 'counterpoint report run.json --html run.html --md run.md', summary: 'to look at and to keep' },
    { line: 'counterpoint report run.html --csv - | column -ts,', summary: 'the figures out of a report' },
  ],
  exitCodes: { 0: 'rendered', 2: 'wrong usage, or no result document' },
  run,
});

async function run({
  args,
  options,
  io,
}: {
  args: readonly string[];
  options: ReportOptions;
  io: CliIo;
}): Promise<number> {
  const [source = ''] = args;
  const bench = await import('@counterpoint/bench/report');
  const result = readResult(await readSource(source, io), source, bench.parseResult);
  const files = [
    [options.html, bench.renderHtml],
    [options.md, bench.renderMarkdown],
    [options.csv, bench.renderCsv],
  ] as const;
  if (files.filter(([file]) => file === '-').length + (options.json === true ? 1 : 0) > 1)
    throw new UserError('only one rendering can go to stdout; give the others a file');
  for (const [file, render] of files) {
    if (file !== undefined) await writeRendering(file, render(result), io);
  }
  if (options.json === true) io.stdout.write(`${JSON.stringify(result)}\n`);
  else if (files.every(([file]) => file === undefined)) {
    const width = io.stdout.isTTY ? io.stdout.columns : 100;
    io.stdout.write(bench.renderTable(result, { width, colour: io.out.isColorSupported }));
  }
  return 0;
}

async function readSource(source: string, io: CliIo): Promise<string> {
  if (source === '-') return text(io.stdin);
  try {
    return await readFile(source, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(
      missing
        ? `there is no file "${source}": expected a result of counterpoint bench, or - for stdin`
        : `${source} cannot be read: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

function readResult(content: string, source: string, parse: (text: string) => BenchResult): BenchResult {
  try {
    return parse(content);
  } catch (error) {
    throw new UserError(`${source} is no result of counterpoint bench: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
