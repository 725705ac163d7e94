import type { CliIo } from '../command/io.ts';

/** What became of a run. */
export interface MapSummary {
  /** Lines with a result. */
  readonly done: number;
  readonly failed: number;
  /** Lines that an earlier run had done. */
  readonly skipped: number;
  /** Lines that were under way when the run was ended. */
  readonly givenUp: number;
  readonly durationMs: number;
  /** What ended it early, if anything did. */
  readonly ended: 'input' | 'halt' | 'interrupt';
}

/** As GNU parallel: 1 to 100 failures are the exit code, more are 101. */
const MOST_COUNTED = 101;

/** Gives the exit code of a run. */
export function exitCodeOf({ failed }: Pick<MapSummary, 'failed'>): number {
  return Math.min(MOST_COUNTED, failed);
}

/** Tells how a run ended: as JSON where asked for, else only if not every line has its result. */
export function tellSummary(io: CliIo, summary: MapSummary, json: boolean): void {
  if (json) {
    io.stderr.write(`${JSON.stringify({ summary })}\n`);
    return;
  }
  const { done, failed, skipped, givenUp, ended, durationMs } = summary;
  if (failed === 0 && ended === 'input') return;
  const parts = [`${count(done)} done`, `${count(failed)} failed`];
  if (skipped > 0) parts.push(`${count(skipped)} done before`);
  if (givenUp > 0) parts.push(`${count(givenUp)} given up`);
  const why = { input: '', halt: 'halted: ', interrupt: 'interrupted: ' }[ended];
  io.stderr.write(`counterpoint map: ${why}${parts.join(', ')} in ${(durationMs / 1000).toFixed(1)} s\n`);
}

function count(lines: number): string {
  return `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}`;
}
