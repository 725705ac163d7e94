import { CONNECTION } from '../arguments/connection.ts';
import { durationMs } from '../arguments/duration.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import type { OptionSpec } from '../command/command.ts';
import { FUNCTION_OPTIONS } from '../function/user-function.ts';
import { INPUT_FORMATS, OUTPUT_FORMATS, type InputFormat, type OutputFormat } from './formats.ts';
import { parseHalt, type Halt } from './halt.ts';

/** `native` needs a task that names its kernel, `cluster` a queue with workers; the others run any function. */
export const MAP_MODELS = ['inline', 'async', 'threads', 'processes', 'auto', 'native', 'cluster'] as const;

/** What `counterpoint map` can be told. */
export interface MapOptions {
  readonly task?: string;
  readonly eval?: string;
  readonly from?: InputFormat;
  readonly null?: boolean;
  readonly to: OutputFormat;
  readonly items?: string;
  readonly on: (typeof MAP_MODELS)[number];
  readonly concurrency?: number;
  readonly connection?: string;
  readonly queue?: string;
  readonly batch?: number;
  readonly unordered?: boolean;
  readonly retries: number;
  readonly timeout?: number;
  readonly halt: Halt;
  readonly out?: string;
  readonly errors?: string;
  readonly joblog?: string;
  readonly resume?: boolean;
  readonly resumeFailed?: boolean;
  readonly progress?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** The same, as help shows it. */
export const MAP_OPTIONS: readonly OptionSpec[] = [
  ...FUNCTION_OPTIONS,
  {
    flags: '-f, --from <format>',
    summary: 'what a line is: JSON, text, text up to a NUL, a CSV record (default: by file name, else jsonl)',
    choices: INPUT_FORMATS,
  },
  { flags: '-0, --null', summary: 'the same as --from nul' },
  { flags: '--to <format>', summary: 'what a result becomes', choices: OUTPUT_FORMATS, default: 'jsonl' },
  {
    flags: '--items <module>',
    summary: 'items from a module that exports an (async) iterable: ./items.mjs#name',
  },
  { flags: '--on <model>', summary: 'where the function runs', choices: MAP_MODELS, default: 'threads' },
  {
    flags: '-j, --concurrency <n>',
    summary: 'lanes (default: the cores that this process may use; async: 64; cluster: 256 lines)',
    parse: wholeNumber(1, 1024),
  },
  {
    flags: '--connection <url>',
    summary: `of --on cluster: redis://user:password@host:port/db, or rediss:; or $${CONNECTION}`,
  },
  { flags: '--queue <name>', summary: "of --on cluster: the workers' queue" },
  {
    flags: '--batch <n>',
    summary: 'lines that travel together (default: measured)',
    parse: wholeNumber(1, 8192),
  },
  { flags: '-u, --unordered', summary: 'results as they come; default: in input order' },
  {
    flags: '--retries <n>',
    summary: 'how often a line that failed runs again',
    parse: wholeNumber(0, 1000),
    default: 0,
  },
  { flags: '--timeout <duration>', summary: "limit of a line's run time: 500ms, 30s, 2m", parse: durationMs },
  {
    flags: '--halt <when>',
    summary: 'at a failure: never, soon (running lines end), now; or soon,fail=3',
    parse: parseHalt,
    default: 'never',
  },
  { flags: '-o, --out <file>', summary: 'where results are written (default: stdout)' },
  { flags: '--errors <file>', summary: 'every failed line with its input and cause, as JSON lines' },
  { flags: '--joblog <file>', summary: 'a row for every line that was run, as GNU parallel writes it' },
  { flags: '--resume', summary: 'go on: lines of the job log do not run again' },
  { flags: '--resume-failed', summary: 'the same, but lines that failed do run again' },
  { flags: '--progress', summary: 'bar, rate and time left on stderr' },
  { flags: '--dry-run', summary: 'print the calls instead of making them' },
  { flags: '--json', summary: 'failures and a summary as JSON lines on stderr; results stay on stdout' },
];
