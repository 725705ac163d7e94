import { parseArgs } from 'node:util';
import type { BenchOptions } from './run-bench.ts';
import STUDIES from './studies/studies.ts';

/** What a command line may say, as its help shows it; the one list that help, parser and completion come from. */
export const BENCH_OPTIONS: readonly { readonly flags: string; readonly summary: string }[] = [
  { flags: '--quick', summary: 'one round of small sizes, about half a minute: no verdicts' },
  { flags: '--full', summary: "the article's own sizes; takes long" },
  {
    flags: '--study <name>',
    summary: `one of ${Object.keys(STUDIES).join(', ')} (default: article)`,
  },
  {
    flags: '--only <names>',
    summary: 'these workloads alone, without the other studies and the printed programs: a,b',
  },
  { flags: '--sizes <list>', summary: 'other sizes: counter=1000000,sum=1000' },
  { flags: '--rounds <n>', summary: 'number of rounds' },
  { flags: '--seed <n>', summary: 'seed of the order of runs' },
  { flags: '--out <folder>', summary: 'where results are written (default: results)' },
  { flags: '--json', summary: 'the result as JSON on stdout' },
  { flags: '--list', summary: 'ids of claims, cells and edges, workloads and studies' },
];

/** The help of the bench. */
export const BENCH_HELP: string = `Runs the article's programs in JavaScript, C++ and Python side by side and judges its claims.

${BENCH_OPTIONS.map(({ flags, summary }) => `  ${flags.padEnd(16)} ${summary}`).join('\n')}
  --help           this

Exit codes: 0 done, 1 a result was wrong, 2 wrong usage, 130 interrupted.
`;

/**
 * Reads the command line of the bench.
 * @returns the options, or what to print instead of running
 * @throws {TypeError} for an unknown flag
 */
export function parseBenchOptions(args: readonly string[]): BenchOptions | 'help' | 'list' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      full: { type: 'boolean' },
      only: { type: 'string' },
      study: { type: 'string' },
      sizes: { type: 'string' },
      rounds: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  if (values.list === true) return 'list';
  return {
    preset: values.quick === true ? 'quick' : values.full === true ? 'full' : 'default',
    only: values.only?.split(',') ?? [],
    json: values.json === true,
    ...(values.study === undefined ? {} : { study: values.study }),
    ...(values.sizes === undefined ? {} : { sizes: sizesOf(values.sizes) }),
    ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.out === undefined ? {} : { out: values.out }),
  };
}

/** Reads `counter=1000000,sum=1000`; values are checked with the other options. */
function sizesOf(text: string): Map<string, number> {
  return new Map(
    text.split(',').map((part): [string, number] => {
      const [id = '', size = ''] = part.split('=');
      return [id, Number(size)];
    }),
  );
}
