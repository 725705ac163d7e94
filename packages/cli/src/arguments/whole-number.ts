import { UserError } from '../command/user-error.ts';

/**
 * Makes a reader of whole numbers in a range.
 * @throws {UserError} from the reader
 */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new UserError(`expected a whole number, ${range}, got "${text}".`);
  };
}
