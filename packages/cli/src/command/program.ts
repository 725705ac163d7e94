import { readFileSync } from 'node:fs';
import { Command as Parser, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Command, CommandEntry, OptionSpec } from './command.ts';
import { EXIT, SHARED_EXIT_CODES } from './exit-codes.ts';
import type { CliIo } from './io.ts';
import { UserError } from './user-error.ts';

/**
 * Runs one command line.
 *
 * Only the command that is named is loaded, so help and completion start fast.
 * @param args - without node and the script
 * @param commands - in the order of the help
 * @returns the exit code
 * @throws {UserError} for wrong usage; its `exitCode` is set
 */
export async function runProgram(
  args: readonly string[],
  io: CliIo,
  commands: readonly CommandEntry[],
): Promise<number> {
  const named = args.find((arg) => arg !== 'help');
  let exitCode: number = EXIT.ok;
  let usageExitCode: number = EXIT.usage;
  const program = configured(new Parser('counterpoint'), io)
    .description('Finds out how work should run in Node.js, by measuring; and runs it so.')
    .version(version(), '-V, --version')
    .helpCommand('help [command]', 'the help of a command')
    .addHelpText('after', `\nSee counterpoint <command> --help for options, examples and exit codes.`);

  for (const { name, summary, load } of commands) {
    const parser = configured(new Parser(name), io).summary(summary);
    program.addCommand(parser);
    if (name !== named) continue;
    const { command } = await load();
    usageExitCode = command.usageExitCode ?? EXIT.usage;
    describe(parser, command);
    parser.action(async () => {
      exitCode = await command.run({
        args: parser.args,
        options: parser.opts(),
        rawArgs: args.slice(args.indexOf(name) + 1),
        io,
        commands,
      });
    });
  }
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : itemsGuarded(args), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      throw new UserError(error.message.replace(/^error: /, ''), { exitCode: usageExitCode });
    }
    if (error instanceof UserError && error.exitCode === undefined)
      throw new UserError(error.message, { cause: error.cause, exitCode: usageExitCode });
    throw error;
  }
  return exitCode;
}

/** After `:::` there are only items, also those that look like options. */
function itemsGuarded(args: readonly string[]): string[] {
  const mark = args.indexOf(':::');
  if (mark === -1 || args.slice(0, mark).includes('--')) return [...args];
  return [...args.slice(0, mark), '--', ...args.slice(mark)];
}

/** Makes a parser that throws instead of exiting and writes to `io`. */
function configured(parser: Parser, io: CliIo): Parser {
  return parser
    .helpOption('-h, --help', 'this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => (io.stdout.isTTY ? Math.min(io.stdout.columns || 80, 110) : 100),
    });
}

function describe(parser: Parser, command: Command): void {
  parser.description(command.description);
  if (command.arguments !== '') parser.arguments(command.arguments);
  for (const spec of command.options) parser.addOption(option(spec));
  const codes = { ...command.exitCodes, ...SHARED_EXIT_CODES };
  parser.addHelpText(
    'after',
    [
      '',
      'Examples:',
      ...command.examples.map(({ line, summary }) => `  # ${summary}\n  $ ${line}\n`),
      'Exit codes:',
      ...Object.entries(codes).map(([code, meaning]) => `  ${code.padEnd(7)}${meaning}`),
    ].join('\n'),
  );
}

function option(spec: OptionSpec): Option {
  const made = new Option(spec.flags, spec.summary);
  if (spec.choices !== undefined) made.choices(spec.choices);
  if (typeof spec.default === 'string' && spec.parse !== undefined)
    made.default(spec.parse(spec.default), spec.default);
  else if (spec.default !== undefined) made.default(spec.default);
  if (spec.parse !== undefined) {
    const { parse } = spec;
    made.argParser((text) => {
      try {
        return parse(text);
      } catch (error) {
        throw error instanceof UserError ? new InvalidArgumentError(error.message) : error;
      }
    });
  }
  return made;
}

/** The version of this package. */
function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
