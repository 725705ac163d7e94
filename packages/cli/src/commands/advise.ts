import { createInterface } from 'node:readline/promises';
import { readFile } from 'node:fs/promises';
import {
  advise,
  environment,
  kernelsOf,
  renderAdvice,
  type Goal,
  type KernelChoice,
} from '@counterpoint/bench';
import { durationMs } from '../arguments/duration.ts';
import { kernelChoice } from '../arguments/kernel-choice.ts';
import { shellWord } from '../arguments/shell-word.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import { defineCommand, JSON_OPTION, type Command, type Invocation } from '../command/command.ts';
import { EXIT } from '../command/exit-codes.ts';
import type { CliIo } from '../command/io.ts';
import { UserError } from '../command/user-error.ts';
import { writeRendering } from '../command/write-rendering.ts';
import { inputModule } from '../function/input-module.ts';
import { FUNCTION_OPTIONS, userFunction } from '../function/user-function.ts';

interface AdviseOptions {
  readonly task?: string;
  readonly eval?: string;
  readonly input?: string;
  readonly items?: string;
  readonly arg?: readonly string[];
  readonly kernel?: KernelChoice;
  readonly jobs: number;
  readonly budget?: number;
  readonly goal: Goal;
  readonly seed: number;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly html?: string;
}

/** So many items of --items are used, in turn. */
const MOST_ITEMS = 1000;

/** Measures a function of the user's on every model, and says how to run it. */
export const command: Command = defineCommand<AdviseOptions>({
  arguments: '[function]',
  description:
    'Measures your function inline, async, on threads, in processes and, where it has one, as a native kernel, and says how to run it.\n\n' +
    'It calls the function many times, in processes of their own: side effects happen that often.',
  options: [
    ...FUNCTION_OPTIONS,
    {
      flags: '-i, --input <file>',
      summary: 'JSON lines: an array is a list of arguments, anything else one argument',
    },
    {
      flags: '--items <module>',
      summary: 'arguments from a module that exports an (async) iterable: ./inputs.mjs#name',
    },
    {
      flags: '-k, --kernel <library:name>',
      summary: 'a native kernel that computes the same: ./collatz.so:collatz, or primes of the package',
      parse: kernelChoice,
    },
    { flags: '-a, --arg <json...>', summary: 'arguments of every call, as JSON (else as text)' },
    {
      flags: '-n, --jobs <count>',
      summary: 'number of jobs that the advice is for',
      parse: wholeNumber(1),
      default: 1000,
    },
    {
      flags: '--budget <time>',
      summary: 'time that the measurements may take (default: 30s)',
      parse: durationMs,
    },
    {
      flags: '--goal <goal>',
      summary: 'what counts: the time of all jobs, of one job, a free event loop, or safety from crashes',
      choices: ['throughput', 'latency', 'loop', 'isolation'],
      default: 'throughput',
    },
    { flags: '--seed <number>', summary: 'order of the rounds', parse: wholeNumber(0), default: 1 },
    { flags: '-y, --yes', summary: 'call the function many times without asking' },
    { flags: '--html <file>', summary: 'one page with the answer, a chart of the models, and the raw data' },
    JSON_OPTION,
  ],
  examples: [
    {
      line: 'counterpoint advise ./resize.mjs --arg \'"photo.jpg"\' --jobs 500',
      summary: 'an export of a module',
    },
    { line: "counterpoint advise -e 'n => { while (n--); }' --arg 1e6", summary: 'a one-liner' },
    { line: 'counterpoint advise ./render.mjs --input samples.jsonl --goal loop', summary: 'for a server' },
    {
      line: 'counterpoint advise ./collatz.mjs --items ./collatz.mjs#inputs --kernel ./collatz.so:collatz',
      summary: 'your C++ beside your JavaScript',
    },
  ],
  exitCodes: { 0: 'there is an answer', 1: 'no model runs the function, or it fails', 2: 'wrong usage' },
  run,
});

async function run({ args, options, rawArgs, io }: Invocation<AdviseOptions>): Promise<number> {
  const budgetMs = options.budget ?? 30_000;
  const [module, ...more] = args;
  if (options.html === '-' && options.json === true)
    throw new UserError('only one rendering can go to stdout; give --html a file');
  if (more.length > 0) throw new UserError(`expected one module, got also ${more.join(', ')}`);
  const fn = await userFunction({
    ...(module === undefined ? {} : { module }),
    ...(options.task === undefined ? {} : { task: options.task }),
    ...(options.eval === undefined ? {} : { eval: options.eval }),
  });
  const samples = await readSamples(options);
  const kernel = options.kernel ?? (fn.kernel === undefined ? undefined : { symbol: fn.kernel });
  if (kernel !== undefined) checkKernel(kernel);
  io.stderr.write(
    `counterpoint advise calls ${fn.label} again and again, for up to ${budgetMs / 1000} s, side effects included.\n`,
  );
  if (!(await agreed(io, options))) return 2;
  const progress = (step: string): void => {
    if (io.stderr.isTTY) io.stderr.write(`  ${step}\n`);
  };
  let advice;
  try {
    advice = await advise({
      url: fn.url,
      exportName: fn.exportName,
      ...(kernel === undefined ? {} : { kernel }),
      label: fn.label,
      samples,
      jobs: options.jobs,
      budgetMs,
      goal: options.goal,
      seed: options.seed,
      signal: io.signal,
      onStep: progress,
    });
  } catch (error) {
    if (io.signal.aborted) {
      io.stderr.write('counterpoint advise: interrupted before there was an answer\n');
      return EXIT.sigint;
    }
    throw new UserError(error instanceof Error ? error.message : String(error), {
      cause: error,
      exitCode: 1,
    });
  }
  if (options.html !== '-')
    io.stdout.write(options.json === true ? `${JSON.stringify(advice)}\n` : renderAdvice(advice));
  if (options.html !== undefined) {
    const { renderAdvicePage } = await import('@counterpoint/bench/report');
    const asked = ['counterpoint advise', ...rawArgs.map(shellWord)].join(' ');
    const machine = environment({ python: null, compiler: null });
    const page = renderAdvicePage(advice, { environment: machine, command: asked, seed: options.seed });
    await writeRendering(options.html, page, io);
  }
  return advice.choice === undefined ? 1 : 0;
}

/** Asks before a function with side effects is called often; where nobody can answer, the command line has said so. */
async function agreed(io: CliIo, { yes, jobs }: AdviseOptions): Promise<boolean> {
  if (yes === true || jobs <= 1 || io.stdin.isTTY !== true || !io.stderr.isTTY) return true;
  const ask = createInterface({ input: io.stdin, output: io.stderr });
  // While a line is read, Ctrl-C is no signal.
  ask.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  // Ctrl-D closes it, and the question alone would wait for ever.
  const left = new AbortController();
  ask.once('close', () => left.abort());
  try {
    const answer = await ask.question('Go on? [y/N] (--yes goes on without asking) ', {
      signal: AbortSignal.any([io.signal, left.signal]),
    });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
    io.stderr.write('\n');
    return false;
  } finally {
    ask.close();
  }
}

/** Loads the kernel here first, so that a mistake is told before anything is measured. */
function checkKernel(kernel: KernelChoice): void {
  try {
    kernelsOf(kernel);
  } catch (error) {
    throw new UserError((error as Error).message, { cause: error });
  }
}

/** @throws {UserError} for a file that cannot be read or a line that is no JSON */
async function readSamples({ input, items, arg }: AdviseOptions): Promise<unknown[][]> {
  if ([input, items, arg].filter((given) => given !== undefined).length > 1)
    throw new UserError('expected one of --input, --items and --arg, got several');
  if (items !== undefined) return itemSamples(items);
  if (input === undefined) return [(arg ?? []).map(value)];
  let text: string;
  try {
    text = await readFile(input, 'utf8');
  } catch (error) {
    throw new UserError(`${input} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const lines = text.split(/\r?\n/);
  const samples = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const parsed: unknown = JSON.parse(line);
      return [Array.isArray(parsed) ? (parsed as unknown[]) : [parsed]];
    } catch (error) {
      throw new UserError(`${input}:${index + 1} is no JSON: ${(error as Error).message}`, { cause: error });
    }
  });
  if (samples.length === 0) throw new UserError(`${input} has no lines: expected one JSON value a line`);
  return samples;
}

/** One argument each; of an endless iterable the first ones. */
async function itemSamples(typed: string): Promise<unknown[][]> {
  const samples: unknown[][] = [];
  for await (const item of await inputModule(typed)) {
    samples.push([item]);
    if (samples.length === MOST_ITEMS) break;
  }
  if (samples.length === 0) throw new UserError(`${typed} has no items`);
  return samples;
}

function value(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
