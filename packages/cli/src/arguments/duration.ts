import { UserError } from '../command/user-error.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads a duration such as `500ms`, `30s`, `2m`, `1.5h`; a bare number is seconds, as in `timeout(1)`.
 * @returns ms, above 0
 * @throws {UserError}
 */
export function durationMs(text: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?|\.\d+)(ms|s|m|h)?$/.exec(text.trim()) ?? [];
  const ms = Number(amount) * (UNITS[unit] ?? Number.NaN);
  if (!(ms > 0)) throw new UserError(`expected a duration such as 500ms, 30s or 2m, got "${text}".`);
  return ms;
}
