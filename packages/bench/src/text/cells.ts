import type { Estimate } from '../statistics/estimate.ts';
import { formatEstimate, formatMs, formatRatioEstimate } from './format.ts';

/** Writes a time; nothing if there is none. */
export function msCell(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '' : formatMs(ms);
}

/** Writes an estimate with its interval; nothing if there is none. */
export function estimateCell(
  estimate: Estimate | null | undefined,
  format: (value: number) => string,
): string {
  return estimate === null || estimate === undefined ? '' : formatEstimate(estimate, format);
}

/** Writes a ratio with its interval; nothing if there is none. */
export function ratioCell(estimate: Estimate | undefined): string {
  return estimate === undefined ? '' : formatRatioEstimate(estimate);
}

/** Says why there is no figure: `js-threads: failed, out of memory`. */
export function gapNote(name: string, state: string, reason = ''): string {
  return `${name}: ${state}${reason === '' ? '' : `, ${reason}`}`;
}

/** Says of every row that was not measured why. */
export function gapNotes(
  rows: readonly { readonly id: string; readonly state: string; readonly reason?: string }[],
): string[] {
  return rows
    .filter(({ state }) => state !== 'measured')
    .map(({ id, state, reason }) => gapNote(id, state, reason));
}
