import { defineCommand, type Command } from '../command/command.ts';
import { UserError } from '../command/user-error.ts';
import { describeCommands } from '../completion/described-command.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { zshScript } from '../completion/zsh.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Completion for a shell, made from the same table as the commands. */
export const command: Command = defineCommand({
  arguments: '<shell>',
  description: 'Prints the completion script of a shell: bash, zsh or fish.',
  options: [],
  examples: [
    { line: 'source <(counterpoint completion bash)', summary: 'in ~/.bashrc' },
    { line: 'source <(counterpoint completion zsh)', summary: 'in ~/.zshrc, after compinit' },
    {
      line: 'counterpoint completion fish > ~/.config/fish/completions/counterpoint.fish',
      summary: 'once, for fish',
    },
  ],
  exitCodes: { 0: 'done', 2: 'wrong usage' },
  async run({ args: [shell = ''], io, commands }) {
    if (!Object.hasOwn(SCRIPTS, shell))
      throw new UserError(`unknown shell "${shell}": expected bash, zsh or fish`);
    io.stdout.write(SCRIPTS[shell as keyof typeof SCRIPTS](await describeCommands(commands)));
    return 0;
  },
});
