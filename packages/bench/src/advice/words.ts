import type { FanOut } from './advice.ts';
import type { Estimate } from '../statistics/estimate.ts';

/** Writes a duration in the unit that suits it. */
export function duration(ms: number): string {
  if (ms < 0.1) return `${round(ms * 1000)} us`;
  if (ms < 1000) return `${round(ms)} ms`;
  return `${round(ms / 1000)} s`;
}

/** Writes a factor with its interval: `1.90x (1.84-1.93)`. */
export function factor({ value, low, high }: Estimate): string {
  const digits = value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}x (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

/** Writes what more lanes give: `1 lane 0.98x, 2 lanes 1.88x of a ceiling of 1.95x`. */
export function fanOutWords({ lanes }: FanOut): string {
  return lanes
    .map(({ lanes: count, speedUp, ceiling }) =>
      count === 1
        ? `1 lane ${speedUp.toFixed(2)}x`
        : `${count} lanes ${speedUp.toFixed(2)}x where the machine gives ${ceiling.toFixed(2)}x`,
    )
    .join(', ');
}

/** Writes a number of bytes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  return bytes < 1e6 ? `${round(bytes / 1000)} KB` : `${round(bytes / 1e6)} MB`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
