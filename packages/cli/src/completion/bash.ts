import type { DescribedCommand } from './described-command.ts';

/** Writes the completion of bash; works without the bash-completion package. */
export function bashScript(commands: readonly DescribedCommand[]): string {
  const cases = commands.flatMap(({ name, options }) => [
    `    ${name})`,
    '      case "$previous" in',
    ...options
      .filter(({ takesValue }) => takesValue)
      .map(({ names, choices }) =>
        choices.length === 0
          ? `        ${names.join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;`
          : `        ${names.join('|')}) COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$word")); return ;;`,
      ),
    '      esac',
    `      flags='${options.flatMap(({ names }) => names).join(' ')}' ;;`,
  ]);
  return `# completion of counterpoint for bash; made by: counterpoint completion bash
_counterpoint() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} flags=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} help --help --version' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _counterpoint counterpoint
`;
}
