import type { Estimate } from '../statistics/estimate.ts';

/** Formats a number with three significant digits; thousands are kept whole and grouped. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  if (size === 0 || Number.isInteger(value)) return String(value);
  return size >= 0.001 ? String(Number(value.toPrecision(3))) : value.toExponential(1);
}

/** Formats a duration in the unit that suits it, from µs to min. */
export function formatMs(ms: number): string {
  const size = Math.abs(ms);
  if (size === 0) return '0 ms';
  if (size < 1) return `${formatNumber(ms * 1000)} µs`;
  if (size < 1000) return `${formatNumber(ms)} ms`;
  return size < 120_000 ? `${formatNumber(ms / 1000)} s` : `${formatNumber(ms / 60_000)} min`;
}

/** Formats a size in powers of 1000, as memory is priced: kB, MB, GB. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  if (size < 1000) return `${formatNumber(bytes)} B`;
  if (size < 1e6) return `${formatNumber(bytes / 1e3)} kB`;
  return size < 1e9 ? `${formatNumber(bytes / 1e6)} MB` : `${formatNumber(bytes / 1e9)} GB`;
}

/** Formats a ratio such as a speed-up: two decimals below 10, then fewer. */
export function formatRatio(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : formatNumber(ratio)}×`;
}

/** Formats a ratio with its interval. */
export function formatRatioEstimate({ value, low, high }: Estimate): string {
  return `${formatRatio(value)} (${formatRatio(low).slice(0, -1)}–${formatRatio(high).slice(0, -1)})`;
}

/** Formats an estimate with its interval, each part by the same rule. */
export function formatEstimate({ value, low, high }: Estimate, format: (value: number) => string): string {
  return `${format(value)} (${format(low)} to ${format(high)})`;
}

/** Sets a figure that came as text: `1.82x (1.79-1.84)` as `1.82× (1.79–1.84)`. */
export function prettyFigure(text: string): string {
  return text.replaceAll(/(\d)x(?!\w)/g, '$1×').replaceAll(/(?<=\(-?[\d.,]+)-(?=[\d.,]+\))/g, '–');
}
