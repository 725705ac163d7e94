import type { TableOptions } from './render/table.ts';
import { BENCH_HELP, parseBenchOptions } from './options.ts';
import { runBench } from './run-bench.ts';
import { benchList } from './list.ts';

/**
 * Runs the bench for a command line; Ctrl-C ends it with what was measured.
 * @param layout - of the table on stdout
 * @returns the exit code
 */
export async function benchCommand(args: readonly string[], layout?: TableOptions): Promise<number> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const options = parseBenchOptions(args);
    if (options === 'help') process.stdout.write(BENCH_HELP);
    else if (options === 'list') process.stdout.write(benchList());
    else
      return await runBench(options, {
        stdout: process.stdout,
        stderr: process.stderr,
        signal: controller.signal,
        layout,
      });
    return 0;
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\nSee --help.\n`);
    return 2;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
