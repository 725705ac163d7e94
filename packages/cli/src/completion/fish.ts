import type { DescribedCommand, DescribedOption } from './described-command.ts';

/** Writes the completion of fish. */
export function fishScript(commands: readonly DescribedCommand[]): string {
  return [
    '# completion of counterpoint for fish; made by: counterpoint completion fish',
    ...commands.flatMap(({ name, summary, options }) => [
      `complete -c counterpoint -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...options.map((option) => optionLine(name, option)),
    ]),
    '',
  ].join('\n');
}

function optionLine(command: string, { names, summary, takesValue, choices }: DescribedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = takesValue ? (choices.length === 0 ? ' -r' : ` -x -a ${quoted(choices.join(' '))}`) : '';
  return `complete -c counterpoint -n ${quoted(`__fish_seen_subcommand_from ${command}`)} ${flags.join(' ')}${value} -d ${quoted(summary)}`;
}

/** A word in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
