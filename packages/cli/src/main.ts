#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const HELP = `counterpoint: finds out how work should run in Node.js, by measuring.

  counterpoint bench [options]    the article's programs side by side, and what holds of its claims
  counterpoint --help             this; counterpoint bench --help for the options
  counterpoint --version

Exit codes: 0 done, 1 a result was wrong, 2 wrong usage, 130 interrupted.
`;

/** Runs one command line; gives the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'bench') {
    const { benchCommand } = await import('@counterpoint/bench');
    return benchCommand(rest);
  }
  if (command === undefined || command === '--help' || command === '-h') {
    process.stdout.write(HELP);
    return 0;
  }
  if (command === '--version') {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    process.stdout.write(`${version}\n`);
    return 0;
  }
  process.stderr.write(`unknown command "${command}": expected bench; see counterpoint --help\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
