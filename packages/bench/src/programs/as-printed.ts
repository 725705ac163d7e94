import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PrintedResult } from '../result/article.ts';
import { programPath } from './paths.ts';
import { runCommand } from './run-command.ts';

interface Printed {
  readonly id: string;
  readonly file: string;
  readonly as?: string;
  readonly command: readonly [string, ...string[]];
  readonly run?: boolean;
  readonly slow?: boolean;
  /** It sleeps for seconds: others may run meanwhile. */
  readonly waits?: boolean;
  readonly why?: string;
  readonly expect?: {
    readonly exitCode: number;
    readonly stderrIncludes?: string;
    readonly stdoutIncludes?: string;
  };
  readonly says: string;
  readonly limitMs: number;
}

/** Runs the article's programs exactly as they were printed, and their corrected twins, and tells what really happens. */
export async function runPrinted(withSlow: boolean, signal: AbortSignal): Promise<PrintedResult[]> {
  const list = JSON.parse(await readFile(programPath('as-printed', 'manifest.json'), 'utf8')) as Printed[];
  const result = async (program: Printed): Promise<PrintedResult[]> => {
    if (signal.aborted) return [];
    const { id, says } = program;
    if (program.run === false) return [{ id, says, state: 'not run', saw: program.why ?? '' }];
    if (program.slow === true && !withSlow)
      return [{ id, says, state: 'not run', saw: 'takes seconds: left out by --quick' }];
    return [await runOne(program, signal)];
  };
  const waiting = new Map(list.filter(({ waits }) => waits).map((program) => [program, result(program)]));
  const results: PrintedResult[] = [];
  for (const program of list) results.push(...(await (waiting.get(program) ?? result(program))));
  return results;
}

async function runOne(program: Printed, signal: AbortSignal): Promise<PrintedResult> {
  const { id, says, expect, command, limitMs } = program;
  const folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-printed-'));
  try {
    const file = path.join(folder, program.as ?? path.basename(program.file));
    await copyFile(programPath('as-printed', program.file), file);
    const [name, ...args] = command.map((part) => part.replace('{file}', file)) as [string, ...string[]];
    const outcome = await runCommand(name, args, { cwd: folder, signal, timeoutMs: limitMs });
    if (outcome.missing) return { id, says, state: 'not run', saw: `${name} was not found: install it` };
    const expected =
      outcome.exitCode === expect?.exitCode &&
      outcome.stderr.includes(expect?.stderrIncludes ?? '') &&
      outcome.stdout.includes(expect?.stdoutIncludes ?? '');
    const lines = (outcome.exitCode === 0 ? outcome.stdout : outcome.stderr).trim().split('\n');
    const telling = expect?.stderrIncludes ?? expect?.stdoutIncludes;
    const last = (telling && lines.find((line) => line.includes(telling))) || (lines.at(-1) ?? '');
    return {
      id,
      says,
      state: expected ? 'as expected' : 'otherwise',
      saw: `exit ${outcome.exitCode ?? 'by signal'}: ${last}`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
