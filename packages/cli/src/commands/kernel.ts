import { buildKernel, type BuiltKernel } from '@counterpoint/bench';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';
import { UserError } from '../command/user-error.ts';

interface KernelOptions {
  readonly out?: string;
  readonly compiler?: string;
  readonly json?: boolean;
}

/** Kernels of your own. */
export const command: Command = defineCommand<KernelOptions>({
  arguments: '<action> <source> [flags...]',
  description:
    'build: compiles a C or C++ source that includes counterpoint_kernel.h to a shared library, and prints its path. ' +
    "loadKernel(path, symbol) of @counterpoint/native runs it. Flags after -- go to the compiler, after counterpoint's own.",
  options: [
    {
      flags: '--out <file>',
      summary: "the shared library; beside the source, with the system's suffix, if not given",
    },
    {
      flags: '--compiler <command>',
      summary: 'the compiler; $CXX or c++, and $CC or cc for a .c file, if not given',
    },
    JSON_OPTION,
  ],
  examples: [
    { line: 'counterpoint kernel build collatz.cc', summary: 'makes collatz.so' },
    { line: 'counterpoint kernel build collatz.cc -- -O3 -march=native', summary: 'with other flags' },
  ],
  exitCodes: { 0: 'built', 1: 'the compiler failed, or there is none', 2: 'wrong usage' },
  async run({ args: [action, source = '', ...flags], options: { json, ...options }, io }) {
    if (action !== 'build') throw new UserError(`unknown action "${action}": expected build`);
    const built = await build(source, { ...options, flags });
    if (built.warnings !== '') io.stderr.write(`${built.warnings}\n`);
    io.stdout.write(json === true ? `${JSON.stringify(built)}\n` : `${built.path}\n`);
    return 0;
  },
});

/** Builds; turns what the user can mend into a UserError. */
async function build(source: string, options: Parameters<typeof buildKernel>[1]): Promise<BuiltKernel> {
  try {
    return await buildKernel(source, options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_KERNEL_SOURCE') throw new UserError(message);
    if (code === 'ERR_NO_COMPILER' || code === 'ERR_KERNEL_BUILD')
      throw new UserError(message, { exitCode: 1 });
    throw error;
  }
}
