import { Option } from 'commander';
import type { CommandEntry } from '../command/command.ts';

/** An option as completion needs it. */
export interface DescribedOption {
  /** `--task`, and `-t` where it has a short form. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly takesValue: boolean;
  /** Its only values; empty where any is accepted. */
  readonly choices: readonly string[];
}

/** A command as completion needs it. */
export interface DescribedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly DescribedOption[];
}

/** Loads every command and lists what can be typed. */
export function describeCommands(commands: readonly CommandEntry[]): Promise<readonly DescribedCommand[]> {
  return Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const { command } = await load();
      const options = command.options.map((spec): DescribedOption => {
        const { short, long, required, optional } = new Option(spec.flags);
        return {
          names: [long, short].filter((flag) => flag !== undefined),
          summary: spec.summary,
          takesValue: required || optional,
          choices: spec.choices ?? [],
        };
      });
      const help = { names: ['--help', '-h'], summary: 'this help', takesValue: false, choices: [] };
      return { name, summary, options: [...options, help] };
    }),
  );
}
