import { parseArgs } from 'node:util';
import type { BenchOptions } from './studies/run-bench.ts';

/** The help of the bench. */
export const BENCH_HELP: string = `Runs the article's programs in JavaScript, C++ and Python side by side and judges its claims.

  --quick          a few rounds of small sizes, under 30 s: no verdicts
  --full           the article's own sizes; takes long
  --only a,b       these workloads alone
  --rounds n       number of rounds
  --seed n         seed of the order of runs
  --out folder     where results are written (default: results)
  --json           the result as JSON on stdout
  --list           the workloads
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
    ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.out === undefined ? {} : { out: values.out }),
  };
}
