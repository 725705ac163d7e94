import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the programs in other languages, beside `dist` in the package. */
export const PROGRAMS: string = fileURLToPath(new URL('../../programs/', import.meta.url));

/** Gives the path of a program. */
export function programPath(...parts: readonly string[]): string {
  return path.join(PROGRAMS, ...parts);
}
