#!/usr/bin/env node
import { EXIT } from './command/exit-codes.ts';
import { processIo } from './command/io.ts';
import { runProgram } from './command/program.ts';
import { listenForSignals } from './command/signals.ts';
import { UserError } from './command/user-error.ts';
import { COMMANDS } from './commands/table.ts';

// The only place that ends the process: commands return their exit code.
const exit = (code: number): never => process.exit(code);
const signals = listenForSignals(exit);
const args = process.argv.slice(2);

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') exit(EXIT.sigpipe);
    process.exitCode = EXIT.bug;
    if (stream === process.stdout) showMistake(`stdout cannot be written: ${error.message}`, 'ERR_STDOUT');
    exit(EXIT.bug);
  });
}

try {
  const code = await runProgram(args, processIo(signals.signal), COMMANDS);
  process.exitCode = signals.exitCode() ?? code;
} catch (error) {
  process.exitCode = signals.exitCode() ?? fail(error);
}

/** Tells what went wrong; gives the exit code. */
function fail(error: unknown): number {
  if (error instanceof UserError) {
    showMistake(error.message, 'ERR_USAGE');
    return error.exitCode ?? EXIT.usage;
  }
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  process.stderr.write(`counterpoint: a mistake of its own; please report it\n${text}\n`);
  return EXIT.bug;
}

function showMistake(message: string, code: string): void {
  const json = args.includes('--json') && !args.slice(0, args.indexOf('--json')).includes('--');
  process.stderr.write(
    json ? `${JSON.stringify({ error: { code, message } })}\n` : `counterpoint: ${message}\n`,
  );
}
