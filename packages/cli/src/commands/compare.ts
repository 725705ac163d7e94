import { readFile } from 'node:fs/promises';
import {
  compareContenders,
  compareResults,
  compareUnpaired,
  environment,
  environmentDifferences,
  listBaselines,
  loadBaseline,
  saveBaseline,
  targetContenders,
  targetLabel,
  type BenchResult,
  type CompareResult,
  type Target,
} from '@counterpoint/bench';
import { durationMs } from '../arguments/duration.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';
import type { CliIo } from '../command/io.ts';
import { UserError } from '../command/user-error.ts';
import { userFunction } from '../function/user-function.ts';

interface Options {
  readonly json?: boolean;
  readonly rounds?: number;
  readonly budget?: number;
  readonly seed?: number;
  readonly arg?: readonly string[];
  readonly save?: string;
  readonly baseline?: string;
  readonly list?: boolean;
}

type Line = Pick<CompareResult, 'verdict' | 'ratio' | 'lo' | 'hi'>;

/** Two commands, functions, baselines or result files, and whether they differ. */
export const command: Command = defineCommand<Options>({
  arguments: '[targets...]',
  description:
    'Measures two commands (after --) or two functions (./a.mjs#name) in interleaved rounds, with A against itself as a control, ' +
    'and says whether B differs from A. Two result files of `counterpoint bench` are compared row by row. ' +
    'With --baseline, B is compared with what --save kept; that is not interleaved, so only differences above 10 % count.',
  options: [
    {
      flags: '--rounds <n>',
      summary: 'exactly so many rounds (default: 72 with looks after 24 and 48, as the budget allows)',
      parse: wholeNumber(2, 10_000),
    },
    {
      flags: '--budget <time>',
      summary: 'plan no more rounds than fit, at least 20 (default: 60s)',
      parse: durationMs,
    },
    { flags: '--seed <n>', summary: 'seed of the order of runs', parse: wholeNumber(0, 2 ** 32 - 1) },
    { flags: '--arg <json...>', summary: 'arguments of both functions, each as JSON' },
    { flags: '--save <name>', summary: 'keep the times of the last target as a baseline' },
    { flags: '--baseline <name>', summary: 'compare the one target with a baseline' },
    { flags: '--list', summary: 'list the baselines' },
    JSON_OPTION,
  ],
  examples: [
    { line: "counterpoint compare -- 'node old.mjs' 'node new.mjs'", summary: 'two commands' },
    { line: 'counterpoint compare ./sort.mjs#quick ./sort.mjs#merge --arg 10000', summary: 'two functions' },
    { line: "counterpoint compare --save main -- 'node app.mjs'", summary: 'keep a baseline' },
    { line: "counterpoint compare --baseline main -- 'node app.mjs'", summary: 'and compare with it later' },
    { line: 'counterpoint compare results/monday.json results/friday.json', summary: 'two results' },
  ],
  exitCodes: {
    0: 'no difference, or B is faster',
    1: 'B is slower',
    2: 'inconclusive: the reason is on stderr; also wrong usage, or a target that fails',
  },
  run: (invocation) => run(invocation.args, invocation.options, invocation.io),
});

async function run(args: readonly string[], options: Options, io: CliIo): Promise<number> {
  if (options.list === true) return list(options, io);
  if (options.baseline === undefined && options.save === undefined && args.length !== 2)
    throw new UserError(`expected two targets, got ${args.length}: see counterpoint compare --help`);
  if (args.length === 2 && args.every((arg) => arg.endsWith('.json'))) return resultFiles(args, options, io);
  const targets = await Promise.all(args.map((arg) => target(arg, options.arg ?? [])));
  return await told(() => measured(targets, options, io));
}

/** Lets mistakes of a target be mistakes of the user's, without a stack trace. */
async function told(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'Interrupted') throw error;
    throw new UserError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** `./file.mjs#name` is a function, everything else a command. */
async function target(typed: string, args: readonly string[]): Promise<Target> {
  if (!/^[^\s]+\.[cm]?[jt]s(#\w+)?$/.test(typed)) return { type: 'command', command: typed };
  const { url, exportName, label } = await userFunction({ module: typed });
  return { type: 'function', url, exportName, args: args.map(json), label };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`--arg: expected JSON such as 10, "text" or [1,2], got ${text}`, { cause: error });
  }
}

async function measured(targets: readonly Target[], options: Options, io: CliIo): Promise<number> {
  const [first, last = first] = targets;
  if (first === undefined || last === undefined) throw new UserError('expected a command or a function');
  const cwd = process.cwd();
  // A single target is measured against itself: its samples are what matters then.
  const [a, b] = await targetContenders([first, last], io.signal);
  if (a === undefined || b === undefined) throw new UserError('expected two targets');
  const result = await compareContenders([a, b], {
    ...(options.rounds === undefined ? {} : { rounds: options.rounds }),
    ...(options.budget === undefined ? {} : { budgetMs: options.budget }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    signal: io.signal,
    onEvent: (event, planned) => {
      if (io.stderr.isTTY && event.type === 'run')
        io.stderr.write(`\rround ${event.round + 1} of at most ${planned} \u001B[K`);
    },
  });
  if (io.stderr.isTTY) io.stderr.write('\r\u001B[K');
  if (result.contendedRounds > 0)
    io.stderr.write(`the machine was busy in ${result.contendedRounds} rounds: intervals are wider for it\n`);
  if (options.save !== undefined) {
    const file = await saveBaseline(cwd, {
      baselineVersion: 1,
      name: options.save,
      label: targetLabel(last),
      savedAt: new Date().toISOString(),
      environment: environment({ python: null, compiler: null }),
      samplesMs: result.samplesMs.b,
    });
    io.stderr.write(`saved: ${file}\n`);
  }
  if (options.baseline !== undefined) {
    const old = await loadBaseline(cwd, options.baseline);
    const differs = environmentDifferences(old.environment, environment({ python: null, compiler: null }));
    for (const line of differs) io.stderr.write(`the machine differs from the baseline's: ${line}\n`);
    const against = compareUnpaired(old.samplesMs, result.samplesMs.b);
    return answer({ ...against, a: `baseline ${old.name}`, b: targetLabel(last) }, options, io);
  }
  if (targets.length === 1) {
    if (options.json === true)
      io.stdout.write(`${JSON.stringify({ saved: options.save, medianMs: result.medianMs.b })}\n`);
    return 0;
  }
  return answer({ ...result, a: targetLabel(first), b: targetLabel(last) }, options, io);
}

/** Prints the verdict; gives the exit code. */
function answer(
  result: Line & { readonly reasons: readonly string[]; readonly a: string; readonly b: string },
  options: Options,
  io: CliIo,
): number {
  const { verdict, ratio, lo, hi } = result;
  for (const reason of result.reasons) io.stderr.write(`inconclusive: ${reason}\n`);
  if (options.json === true) io.stdout.write(`${JSON.stringify({ verdict, ratio, lo, hi })}\n`);
  else
    io.stdout.write(
      `A: ${result.a}\nB: ${result.b}\nB is ${WORDS[verdict]}: B / A = ${ratio.toFixed(3)} (${lo.toFixed(3)}-${hi.toFixed(3)})\n`,
    );
  return EXIT_CODES[verdict];
}

const WORDS: Readonly<Record<Line['verdict'], string>> = {
  faster: 'faster than A',
  slower: 'slower than A',
  'no-difference': 'no different from A',
  inconclusive: 'not told apart from A',
};
const EXIT_CODES: Readonly<Record<Line['verdict'], number>> = {
  faster: 0,
  'no-difference': 0,
  slower: 1,
  inconclusive: 2,
};

async function list({ json: asJson }: Options, io: CliIo): Promise<number> {
  const found = await listBaselines(process.cwd());
  if (asJson === true)
    io.stdout.write(
      `${JSON.stringify(found.map(({ name, label, savedAt, samplesMs }) => ({ name, label, savedAt, samples: samplesMs.length })))}\n`,
    );
  else
    for (const { name, label, savedAt } of found)
      io.stdout.write(`${name.padEnd(20)} ${savedAt}  ${label}\n`);
  return 0;
}

async function resultFiles(files: readonly string[], options: Options, io: CliIo): Promise<number> {
  const [a, b] = (await Promise.all(files.map(readResult))) as [BenchResult, BenchResult];
  const { environment: differs, rows } = compareResults(a, b);
  for (const line of differs) io.stderr.write(`the environments differ: ${line}\n`);
  if (rows.length === 0) throw new UserError('the two results share no row of the same size');
  if (options.json === true) io.stdout.write(`${JSON.stringify({ environment: differs, rows })}\n`);
  else
    for (const { row, verdict, ratio, lo, hi } of rows)
      io.stdout.write(
        `${row.padEnd(34)} ${verdict.padEnd(14)} ${ratio.toFixed(3)} (${lo.toFixed(3)}-${hi.toFixed(3)})\n`,
      );
  if (rows.some(({ verdict }) => verdict === 'slower')) return 1;
  return rows.every(({ verdict }) => verdict === 'inconclusive') ? 2 : 0;
}

async function readResult(file: string): Promise<BenchResult> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new UserError(`${file} cannot be read: ${error.message}`);
  });
  try {
    const result = JSON.parse(text) as BenchResult;
    if (result.schemaVersion === 2) return result;
  } catch {
    // said below
  }
  throw new UserError(`${file}: expected a result of counterpoint bench (schemaVersion 2)`);
}
