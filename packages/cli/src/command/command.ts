import type { CliIo } from './io.ts';

/** One option of a command. */
export interface OptionSpec {
  /** As help shows it: `-t, --task <name>`, `--yes`, `--no-order`, `--only <names...>`. */
  readonly flags: string;
  /** What it does, in one line; the default belongs in it only where `default` cannot tell it. */
  readonly summary: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
  /** Turns the text into a value; throws a UserError that says what was expected. */
  readonly parse?: (text: string) => unknown;
  /** A value; or a text that `parse` makes one of, which help shows as it is. */
  readonly default?: unknown;
}

/** A line to try, with what it does. */
export interface Example {
  readonly line: string;
  readonly summary: string;
}

/** What a command was called with. */
export interface Invocation<O> {
  /** Arguments that are no options, in order; what follows `--` is among them. */
  readonly args: readonly string[];
  /** Options by their long names in camelCase; absent if not given and without a default. */
  readonly options: O;
  /** Everything after the command's name, as it was typed. */
  readonly rawArgs: readonly string[];
  readonly io: CliIo;
  /** All that there are. */
  readonly commands: readonly CommandEntry[];
}

/** One command: what help and completion say of it, and how it runs. */
export interface Command<O = Record<string, unknown>> {
  /** Arguments as help shows them: `<function> [inputs...]`; empty for none. */
  readonly arguments: string;
  /** A paragraph for the command's own help. */
  readonly description: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** Meaning of every exit code that is the command's own, in the order of the help. */
  readonly exitCodes: Readonly<Record<string, string>>;
  /** Exit code of wrong usage; default 2. */
  readonly usageExitCode?: number;
  /** Runs it; gives the exit code. Data goes to `io.stdout`, everything else to `io.stderr`. */
  readonly run: (invocation: Invocation<O>) => Promise<number>;
}

/** A command that is loaded only when it is named. */
export interface CommandEntry {
  readonly name: string;
  /** One line of `counterpoint --help`. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Declares a command whose options have the type O. */
export function defineCommand<O>(command: Command<O>): Command {
  return command as unknown as Command;
}

/** The option that every command has. */
export const JSON_OPTION: OptionSpec = {
  flags: '--json',
  summary: 'the result as JSON on stdout; mistakes as JSON on stderr',
};
