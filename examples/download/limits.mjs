import { UsageError } from './usage-error.mjs';

/** What a download may take; sizes in bytes, durations in ms. */
export const DEFAULT_LIMITS = Object.freeze({
  folder: '.',
  /** Largest file. */
  maxBytes: 10 * 2 ** 30,
  /** Until the connection stands and the answer's head is there. */
  answerMs: 30_000,
  /** Without a single byte. */
  idleMs: 30_000,
  /** For a whole file with all its tries: only this one catches a server that sends a byte now and then. */
  deadlineMs: 3_600_000,
  /** Tries after the first one. */
  retries: 4,
  /** First wait between tries; doubles each time. */
  backOffMs: 500,
  /** Longest wait, also where the server asks for more. */
  mostWaitMs: 60_000,
  /** Requests to one host at the same time. */
  perHost: 8,
  /** Hops that are followed. */
  redirects: 10,
});

/**
 * Completes limits by the environment variable `DOWNLOAD_LIMITS` (JSON), as `counterpoint map` has no other way to pass them.
 * @throws {UsageError} for an unknown limit or one of a wrong type
 */
export function limitsOf(given = JSON.parse(process.env.DOWNLOAD_LIMITS ?? '{}')) {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULT_LIMITS, name))
      throw new UsageError(
        `unknown limit "${name}": expected one of ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
      );
    if (typeof value !== typeof DEFAULT_LIMITS[name] || Number.isNaN(value))
      throw new UsageError(
        `limit ${name}: expected a ${typeof DEFAULT_LIMITS[name]}, got ${JSON.stringify(value)}`,
      );
  }
  return { ...DEFAULT_LIMITS, ...given };
}
