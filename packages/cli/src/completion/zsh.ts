import type { DescribedCommand, DescribedOption } from './described-command.ts';

/** Writes the completion of zsh, for `source` or a file of \`fpath\`. */
export function zshScript(commands: readonly DescribedCommand[]): string {
  const cases = commands.map(
    ({ name, options }) =>
      `    ${name})\n      _arguments -s \\\n${options.flatMap(argumentLines).join('')}        '*:file:_files' ;;`,
  );
  return `#compdef counterpoint
# completion of counterpoint for zsh; made by: counterpoint completion zsh
_counterpoint() {
  if (( CURRENT == 2 )); then
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
    )
    _describe command commands
    return
  fi
  local name=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join('\n')}
  esac
}
compdef _counterpoint counterpoint
`;
}

function argumentLines({ names, summary, takesValue, choices }: DescribedOption): string[] {
  const text = summary.replaceAll(/[[\]\\]/g, String.raw`\$&`);
  const value = takesValue ? (choices.length === 0 ? ':value:_files' : `:value:(${choices.join(' ')})`) : '';
  return names.map((name) => `        ${quoted(`${name}[${text}]${value}`)} \\\n`);
}

/** A word in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
