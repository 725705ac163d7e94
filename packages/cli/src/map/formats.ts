import type { LineRules } from './line-reader.ts';

/** How lines become items. */
export const INPUT_FORMATS = ['jsonl', 'lines', 'nul', 'csv'] as const;
export type InputFormat = (typeof INPUT_FORMATS)[number];

/** How results become lines. */
export const OUTPUT_FORMATS = ['jsonl', 'lines', 'csv'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Gives the rules by which lines of a format are told apart. */
export function lineRules(format: InputFormat): LineRules {
  return { separator: format === 'nul' ? 0 : 10, quotes: format === 'csv', header: format === 'csv' };
}

/** Chooses a format by the names of the inputs, where the user did not: `.csv` and `.txt` tell, all else is JSON lines. */
export function guessFormat(names: readonly string[]): InputFormat {
  if (names.length > 0 && names.every((name) => /\.csv$/i.test(name))) return 'csv';
  if (names.length > 0 && names.every((name) => /\.txt$/i.test(name))) return 'lines';
  return 'jsonl';
}
