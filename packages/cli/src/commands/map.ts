import { defineCommand, type Command, type Invocation } from '../command/command.ts';
import { EXIT } from '../command/exit-codes.ts';
import { UserError } from '../command/user-error.ts';
import { inputModule } from '../function/input-module.ts';
import { userFunction } from '../function/user-function.ts';
import { dryRun } from '../map/dry-run.ts';
import { Failures } from '../map/failures.ts';
import { guessFormat, lineRules, type InputFormat } from '../map/formats.ts';
import { fileInputs, itemInput, jsonWords, textWords, type Input } from '../map/inputs.ts';
import { DoneLines, JobLog, readJobLog } from '../map/job-log.ts';
import { LineReader } from '../map/line-reader.ts';
import { openLanes } from '../map/map-lanes.ts';
import { MAP_OPTIONS, type MapOptions } from '../map/map-options.ts';
import { MapRun } from '../map/map-run.ts';
import { failuresOf, logRowsOf } from '../map/record-output.ts';
import { OutputClosed, Sink } from '../map/sink.ts';
import { exitCodeOf, tellSummary } from '../map/summary.ts';
import { YoungGarbage } from '../map/young-garbage.ts';
import { Progress } from '../progress/progress.ts';

/** A parallel map in the shell. */
export const command: Command = defineCommand<MapOptions>({
  arguments: '[function] [inputs...]',
  description:
    'Calls a function for every line of the inputs, in parallel, and prints the results in order.\n\n' +
    'Inputs are files, - for stdin (the default), or ::: and items. A result of undefined prints nothing.',
  options: MAP_OPTIONS,
  examples: [
    { line: "seq 5 | counterpoint map -e 'x => x * 2'", summary: 'one-liners' },
    { line: 'counterpoint map ./resize.mjs photos.jsonl > done.jsonl', summary: 'a module over a file' },
    { line: 'find . -print0 | counterpoint map -0 ./hash.mjs --to lines', summary: 'file names, safely' },
    {
      line: 'counterpoint map ./fetch.mjs urls.txt --on async -j 16 --timeout 30s --retries 2 --errors failed.jsonl',
      summary: 'input and output',
    },
    {
      line: 'counterpoint map ./f.mjs in.jsonl --out out.jsonl --joblog log.tsv --resume',
      summary: 'start, and after a crash go on: the same line',
    },
    { line: "counterpoint map -e 's => s.toUpperCase()' ::: a b c", summary: 'items on the command line' },
    {
      line: 'counterpoint map ./tasks.mjs in.jsonl --on cluster --connection redis://127.0.0.1 --queue images',
      summary: 'on the machines whose workers take from a queue',
    },
  ],
  exitCodes: {
    0: 'every line has its result',
    '1-100': 'so many lines failed',
    101: 'more than 100 lines failed',
    255: 'wrong usage, or input or output that cannot be read or written',
  },
  usageExitCode: 255,
  run,
});

/** Parses, opens what is needed, and lets the run's results go out one block after another. */
async function run({ args, options, io }: Invocation<MapOptions>): Promise<number> {
  const resume = options.resume === true || options.resumeFailed === true;
  if (resume && options.joblog === undefined)
    throw new UserError('--resume needs the --joblog of the run to go on with');
  const { module, words, files } = sortArguments(args, options);
  const fn = await userFunction({
    ...(module === undefined ? {} : { module }),
    ...(options.task === undefined ? {} : { task: options.task }),
    ...(options.eval === undefined ? {} : { eval: options.eval }),
  });
  const from = formatOf(options, files, words);
  const inputs: readonly Input[] =
    options.items !== undefined
      ? [itemInput(options.items, await inputModule(options.items))]
      : words === undefined
        ? fileInputs(files, io.stdin)
        : [from === 'jsonl' ? jsonWords(words) : textWords(words)];
  const rules = {
    url: fn.url,
    exportName: fn.exportName,
    from,
    to: options.to,
    retries: options.retries,
    rows: options.joblog !== undefined || options.to === 'csv',
  } as const;
  const reader = new LineReader(inputs, lineRules(from));
  const logged =
    resume && options.joblog !== undefined
      ? await readJobLog(options.joblog, options.resumeFailed === true)
      : { done: new DoneLines(), endBytes: undefined };
  const sink = new Sink(options.out, resume);
  const csv = options.to === 'csv' ? await csvWriter(options.out, resume) : undefined;
  if (logged.endBytes !== undefined) sink.cutTo(logged.endBytes);
  const log = options.joblog === undefined ? undefined : new JobLog(options.joblog, fn.label, resume);
  const failures = new Failures(io, options.json === true, options.errors, resume);
  if (options.dryRun === true) {
    await dryRun(reader, rules, fn.exportName === 'default' ? fn.label : fn.exportName, sink, failures);
    return exitCodeOf({ failed: failures.count });
  }

  const startMs = performance.now();
  const lanes = await openLanes(options, fn);
  const map = new MapRun({
    executor: lanes.executor,
    reader,
    rules,
    ordered: options.unordered !== true,
    retries: options.retries,
    timeoutMs: lanes.timeoutMs,
    halt: options.halt,
    batch: lanes.batch,
    done: logged.done,
    signal: io.signal,
  });
  const garbage = new YoungGarbage();
  let done = 0;
  const totalBytes = inputs.reduce<number | undefined>(
    (sum, { bytes }) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
  const progress =
    options.progress === true
      ? new Progress(io, () => ({
          done: done + failures.count,
          failed: failures.count,
          // As many lines as the bytes read so far let expect.
          total:
            totalBytes === undefined || reader.bytes === 0
              ? undefined
              : Math.max(done + failures.count, Math.round((reader.taken * totalBytes) / reader.bytes)),
        }))
      : undefined;
  const leaving = (): void => {
    process.exitCode = 255;
    io.stderr.write('counterpoint map: the function ended the process: run it --on threads or processes\n');
  };
  process.once('exit', leaving);
  try {
    for await (const ended of map.blocks()) {
      const blocks =
        csv === undefined ? ended : ended.map(({ block, result }) => ({ block, result: csv.write(result) }));
      const before = sink.bytes;
      await sink.write(
        blocks.length === 1
          ? (blocks[0]?.result.output as Uint8Array)
          : Buffer.concat(blocks.map(({ result }) => result.output)),
      );
      let endBytes = before;
      for (const block of blocks) {
        failures.add(failuresOf(block), progress);
        done += block.result.ran - block.result.failures.length;
        log?.add(logRowsOf(block, endBytes));
        if (endBytes !== undefined) endBytes += block.result.output.length;
        garbage.add(block.block.bytes.length + block.result.output.length);
      }
    }
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
    return EXIT.sigpipe;
  } finally {
    process.off('exit', leaving);
    progress?.stop();
    await lanes.close();
    log?.close();
    failures.close();
    sink.close();
  }
  const summary = {
    done,
    failed: failures.count,
    skipped: logged.done.size,
    givenUp: map.givenUp,
    durationMs: performance.now() - startMs,
    ended: io.signal.aborted ? ('interrupt' as const) : map.halted ? ('halt' as const) : ('input' as const),
  };
  tellSummary(io, summary, options.json === true);
  return exitCodeOf(summary);
}

/** Tells function, files and items apart; after -e there is no module. */
function sortArguments(
  args: readonly string[],
  options: MapOptions,
): {
  readonly module: string | undefined;
  readonly files: readonly string[];
  readonly words: readonly string[] | undefined;
} {
  const mark = args.indexOf(':::');
  const words = mark === -1 ? undefined : args.slice(mark + 1);
  const before = mark === -1 ? args : args.slice(0, mark);
  const [module, files] = options.eval === undefined ? [before[0], before.slice(1)] : [undefined, before];
  if ((words !== undefined || options.items !== undefined) && files.length > 0)
    throw new UserError(`expected either files or items, got both: ${files.join(', ')}`);
  return { module, files, words };
}

/** Items of a module are JSON; words are text unless they are said to be JSON; files tell by their names. */
function formatOf(
  { items, from, null: nul }: MapOptions,
  files: readonly string[],
  words: readonly string[] | undefined,
): InputFormat {
  if (items !== undefined) return 'jsonl';
  if (words !== undefined) return from === 'jsonl' ? 'jsonl' : 'nul';
  return nul === true ? 'nul' : (from ?? guessFormat(files));
}

/** Columns come from the file that a resumed run goes on with. */
async function csvWriter(
  file: string | undefined,
  resume: boolean,
): Promise<{ write: import('../map/csv.ts').CsvWriter['write'] }> {
  const { CsvWriter, csvRow } = await import('../map/csv.ts');
  if (!resume) return new CsvWriter();
  if (file === undefined)
    throw new UserError('--to csv with --resume needs --out: its header is read from there');
  const { readFile } = await import('node:fs/promises');
  const [header = ''] = (await readFile(file, 'utf8')).split('\n');
  return new CsvWriter(header === '' ? undefined : (csvRow(header, []) as string[]));
}
