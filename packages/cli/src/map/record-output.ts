import type { Failure } from './failures.ts';
import type { LogRow } from './job-log.ts';
import { cutLines } from './line-reader.ts';
import type { EndedBlock } from './map-run.ts';

/** Lists the failed lines of a block, with the bytes that they came as. */
export function failuresOf({ block, result }: EndedBlock): readonly Failure[] {
  if (result.failures.length === 0) return [];
  const lines = cutLines(block);
  return result.failures.map(({ index, error }) => ({
    source: block.source,
    line: block.line + index,
    error,
    input: lines[index] ?? new Uint8Array(),
  }));
}

/**
 * Lists the rows of a block for the job log.
 * @param endBytes - length of the output before this block; undefined where it is no file
 */
export function logRowsOf({ block, result }: EndedBlock, endBytes: number | undefined): readonly LogRow[] {
  const failed = new Set(result.failures.map(({ index }) => index));
  const { rows: measured } = result;
  const lines = cutLines(block);
  const rows: LogRow[] = [];
  let end = endBytes;
  for (let index = 0; index < block.lines; index++) {
    const startMs = measured?.[index * 3] ?? 0;
    // A blank line, or one that an earlier run has done.
    if (startMs === 0 && !failed.has(index)) continue;
    const outputBytes = measured?.[index * 3 + 2] ?? 0;
    if (end !== undefined) end += outputBytes;
    rows.push({
      sequence: block.sequence + index,
      startMs: startMs === 0 ? Date.now() : startMs,
      durationMs: measured?.[index * 3 + 1] ?? 0,
      sentBytes: lines[index]?.length ?? 0,
      outputBytes,
      failed: failed.has(index),
      endBytes: end,
    });
  }
  return rows;
}
