import { UserError } from '../command/user-error.ts';

/** When failures end a run. */
export interface Halt {
  /** `soon` lets running lines end, `now` gives them up. */
  readonly when: 'never' | 'soon' | 'now';
  /** Failures that it takes. */
  readonly failures: number;
}

/**
 * Reads `never`, `soon`, `now`, or as in GNU parallel `soon,fail=3`.
 * @throws {UserError}
 */
export function parseHalt(text: string): Halt {
  const [, when, failures = '1'] = /^(never|soon|now)(?:,fail=([1-9]\d*))?$/.exec(text) ?? [];
  if (when === undefined) throw new UserError(`expected never, soon or now, or soon,fail=3, got "${text}".`);
  return { when: when as Halt['when'], failures: when === 'never' ? Infinity : Number(failures) };
}
