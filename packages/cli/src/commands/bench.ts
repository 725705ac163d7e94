import { BENCH_OPTIONS, benchCommand } from '@counterpoint/bench';
import { defineCommand, type Command } from '../command/command.ts';

/** The article's programs, and what holds of its claims. */
export const command: Command = defineCommand({
  arguments: '',
  description:
    "Runs the article's programs in JavaScript, C++ and Python side by side and judges its claims. " +
    'Other runtimes are rows of their own when they are found: pypy3, python3.13t, bun, deno (or BUN, DENO), ' +
    'and every Node that COUNTERPOINT_NODES names (paths, separated by colons); PYTHON and CXX choose the main ones.',
  options: BENCH_OPTIONS,
  examples: [
    {
      line: 'counterpoint bench --quick',
      summary: 'a look at everything in about half a minute, without verdicts',
    },
    { line: 'counterpoint bench --study scale --only primes,triad', summary: 'one study alone' },
    { line: 'counterpoint bench --only counter,sum --rounds 40', summary: 'two workloads, more rounds' },
  ],
  exitCodes: { 0: 'done', 1: 'a result was wrong', 2: 'wrong usage' },
  run: ({ rawArgs, io }) => {
    const width = io.stdout.isTTY ? io.stdout.columns : 100;
    return benchCommand(rawArgs, { width, colour: io.out.isColorSupported });
  },
});
