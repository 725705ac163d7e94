import type { InputFormat, OutputFormat } from './formats.ts';

/** What stays the same for all blocks of a run. */
export interface BlockRules {
  readonly url: string;
  readonly exportName: string;
  readonly from: InputFormat;
  readonly to: OutputFormat;
  /** How often a line that failed runs again. */
  readonly retries: number;
  /** Report start, duration and output of every single line. */
  readonly rows: boolean;
}

/** Lines as they travel. */
export interface SentBlock {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lines: number;
  /** Indexes of lines that are not to run. */
  readonly skip: readonly number[];
  /** Names of the columns, as a line of CSV. */
  readonly header: string | undefined;
}

/** Why a line has no result. */
export interface LineError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
}

/** What became of a block. */
export interface BlockResult {
  /** The output of its lines, in order. */
  readonly output: Uint8Array<ArrayBuffer>;
  readonly failures: readonly { readonly index: number; readonly error: LineError }[];
  /** Lines that hold an item: blank lines of JSON and lines to skip are none. */
  readonly ran: number;
  /** How long its lines took, in ms. */
  readonly durationMs: number;
  /** Three numbers a line, where asked for: start in ms since the epoch (0: no item), duration in ms, bytes of output. */
  readonly rows: Float64Array | undefined;
}
