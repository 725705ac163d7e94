/** What tests and benchmarks do with a kernel whose name is all that they know. */
export interface Sample<Input extends object> {
  /** The least and the greatest size of a test: the twin does the greatest in some 10 ms. */
  readonly sizes: readonly [least: number, greatest: number];
  /** The size of a benchmark: 100 ms or more on two threads of a 3 GHz machine. */
  readonly benchSize: number;
  /** The work grows as this power of the size; 1 if not given. */
  readonly power?: number | undefined;
  /** The array that a run reads and overwrites, where there is one. */
  readonly updates?: keyof Input | undefined;
  /** Makes the options for a size, the same each time, as the standalone program does for `--n size`. */
  readonly input: (size: number) => Input;
  /** Does the work of the kernel in JavaScript; writes to and returns what the kernel would. */
  readonly twin: (input: Input) => unknown;
}

const known = new Map<string, Sample<object>>();

/** The samples of all kernels by name, once their files are loaded. */
export const samples: ReadonlyMap<string, Sample<object>> = known;

/** Makes a kernel's sample known. */
export function sample<Input extends object>(kernel: string, made: Sample<Input>): void {
  known.set(kernel, made as unknown as Sample<object>);
}

/** Doubles in [0, 1): the noise that the standalone program puts into the array that is its `seed`th to be read. */
export function noise(length: number, seed: number): Float64Array {
  const values = new Float64Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[i] = (state >>> 0) / 2 ** 32;
  }
  return values;
}

/** Zeros that were written, so that the system has given their pages. */
export const zeros = (length: number): Float64Array => new Float64Array(length).fill(0);
