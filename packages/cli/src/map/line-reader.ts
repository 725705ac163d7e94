import { UserError } from '../command/user-error.ts';
import type { Input } from './inputs.ts';

const QUOTE = 34;
/** Lines are mostly short: to look at so many bytes here costs less than to call into Node for the next separator. */
const NEAR_BYTES = 32;
/** A string of Node holds about 512 MiB. */
const MAX_LINE_BYTES = 256 * 2 ** 20;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Whole lines of one input, as they came. */
export interface Block {
  /** Name of the input, for messages; empty for stdin. */
  readonly source: string;
  /** Number of the first line in its input, from 1. */
  readonly line: number;
  /** Number of the first line in all inputs together, from 1. */
  readonly sequence: number;
  readonly lines: number;
  /** The lines with their separators; the last one may have none. Nobody else holds this memory. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The first line of its input, where that names the columns. */
  readonly header: string | undefined;
  readonly rules: LineRules;
}

/** How lines are told apart. */
export interface LineRules {
  /** The first line of every input names the columns (CSV); it is no item. */
  readonly header: boolean;
  /** Byte that ends a line: 10, or 0. */
  readonly separator: number;
  /** A separator between double quotes belongs to the line (CSV). */
  readonly quotes: boolean;
}

/** Cuts inputs into blocks of whole lines, as they arrive: it never waits for more lines than it has. */
export class LineReader {
  private readonly rules: LineRules;
  private readonly inputs: readonly Input[];
  private next = 0;
  private chunks: AsyncIterator<Buffer> | undefined;
  private input: Input | undefined;
  /** What was read and not taken yet. */
  private rest: Buffer = Buffer.alloc(0);
  /** Pieces of a line that has not ended yet; joined once, however long it grows. */
  private pieces: Buffer[] = [];
  private piecesBytes = 0;
  private openQuotes = false;
  private headerDue = false;
  private header: string | undefined;
  private line = 1;
  private sequence = 1;
  private readBytes = 0;

  constructor(inputs: readonly Input[], rules: LineRules) {
    this.inputs = inputs;
    this.rules = rules;
  }

  /** Lines taken so far. */
  get taken(): number {
    return this.sequence - 1;
  }

  /** Bytes read so far, from all inputs. */
  get bytes(): number {
    return this.readBytes;
  }

  /**
   * Takes up to `most` lines; waits only while not one whole line is there.
   * @returns undefined at the end of the last input
   * @throws {UserError} if an input cannot be read, or a line is longer than 256 MiB
   */
  async take(most: number): Promise<Block | undefined> {
    for (;;) {
      const cut = this.endOf(this.headerDue ? 1 : most);
      if (cut !== undefined && this.headerDue) this.takeHeader(cut.end);
      else if (cut !== undefined) return this.block(cut.end, cut.lines);
      if (cut !== undefined) continue;
      if (this.chunks === undefined) {
        if (!(await this.openNext())) return undefined;
        continue;
      }
      const chunk = await this.read();
      if (chunk !== undefined) {
        this.rest = chunk;
        continue;
      }
      this.chunks = undefined;
      // An input may end without a separator; what it has left is a line.
      if (this.piecesBytes > 0 && !this.headerDue) return this.block(0, 1);
      if (this.piecesBytes > 0) this.takeHeader(0);
    }
  }

  /** Stops reading; a waiting `take` ends. */
  close(): void {
    for (const input of this.inputs) input.close();
  }

  /** Finds the end of up to `most` whole lines in what was read; keeps the unfinished rest. */
  private endOf(most: number): { readonly end: number; readonly lines: number } | undefined {
    const { rest, rules } = this;
    let end = 0;
    let lines = 0;
    let from = 0;
    while (lines < most && from < rest.length) {
      const at = this.separatorFrom(from);
      if (rules.quotes && this.quotesOpen(from, at === -1 ? rest.length : at))
        this.openQuotes = !this.openQuotes;
      if (at === -1) break;
      from = at + 1;
      if (this.openQuotes) continue;
      end = from;
      lines++;
    }
    if (lines > 0) {
      this.openQuotes = false;
      return { end, lines };
    }
    if (rest.length > 0) {
      this.pieces.push(rest);
      this.piecesBytes += rest.length;
      this.rest = rest.subarray(rest.length);
      if (this.piecesBytes > MAX_LINE_BYTES) {
        throw new UserError(`${this.place()} is longer than 256 MiB: is its separator right?`);
      }
    }
    return undefined;
  }

  /** Finds the next separator in what was read; -1 where there is none. */
  private separatorFrom(from: number): number {
    const { rest, rules } = this;
    const near = Math.min(from + NEAR_BYTES, rest.length);
    for (let at = from; at < near; at++) if (rest[at] === rules.separator) return at;
    return rest.indexOf(rules.separator, near);
  }

  /** Tells whether an odd number of quotes lies between two places of what was read. */
  private quotesOpen(from: number, to: number): boolean {
    let odd = false;
    for (let at = this.rest.indexOf(QUOTE, from); at !== -1 && at < to; at = this.rest.indexOf(QUOTE, at + 1))
      odd = !odd;
    return odd;
  }

  private block(end: number, lines: number): Block {
    const parts = [...this.pieces, this.rest.subarray(0, end)];
    const bytes = new Uint8Array(this.piecesBytes + end);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    this.pieces = [];
    this.piecesBytes = 0;
    this.rest = this.rest.subarray(end);
    const block = {
      source: this.input?.name ?? '',
      line: this.line,
      sequence: this.sequence,
      lines,
      bytes,
      header: this.header,
      rules: this.rules,
    };
    this.line += lines;
    this.sequence += lines;
    return block;
  }

  private takeHeader(end: number): void {
    this.header = Buffer.from(this.block(end, 1).bytes).toString().trimEnd();
    this.headerDue = false;
    this.sequence--;
  }

  private async openNext(): Promise<boolean> {
    this.input = this.inputs[this.next++];
    if (this.input === undefined) return false;
    this.chunks = this.input.open()[Symbol.asyncIterator]();
    this.line = 1;
    this.openQuotes = false;
    this.headerDue = this.rules.header;
    const first = await this.read();
    if (first === undefined) this.chunks = undefined;
    else this.rest = await this.withoutBom(first);
    return true;
  }

  /** The mark may arrive in pieces. */
  private async withoutBom(first: Buffer): Promise<Buffer> {
    let start = first;
    while (start.length < BOM.length && BOM.subarray(0, start.length).equals(start)) {
      const more = await this.read();
      if (more === undefined) break;
      start = Buffer.concat([start, more]);
    }
    return start.subarray(0, BOM.length).equals(BOM) ? start.subarray(BOM.length) : start;
  }

  private async read(): Promise<Buffer | undefined> {
    try {
      const { done, value } = (await this.chunks?.next()) ?? { done: true, value: undefined };
      if (done === true) return undefined;
      this.readBytes += value.length;
      return value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return undefined;
      if (error instanceof UserError) throw error;
      throw new UserError(`${this.input?.name || 'stdin'} cannot be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  private place(): string {
    return `line ${this.line}${this.input?.name ? ` of ${this.input.name}` : ''}`;
  }
}

/** Cuts a block into its lines, each with its separator. */
export function cutLines({
  bytes,
  lines,
  rules,
}: Pick<Block, 'bytes' | 'lines' | 'rules'>): readonly Uint8Array<ArrayBuffer>[] {
  if (lines === 1) return [bytes];
  const cut: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  let open = false;
  for (let at = 0; at < bytes.length; at++) {
    if (rules.quotes && bytes[at] === QUOTE) open = !open;
    if (open || (bytes[at] !== rules.separator && at < bytes.length - 1)) continue;
    cut.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  return cut;
}
