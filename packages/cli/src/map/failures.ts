import { closeSync, openSync, writeSync } from 'node:fs';
import type { CliIo } from '../command/io.ts';
import { UserError } from '../command/user-error.ts';
import type { Progress } from '../progress/progress.ts';
import type { LineError } from './block.ts';

/** After so many, stderr is told no more. */
const MOST_SHOWN = 20;
/** So much of a line goes into the file. */
const MOST_INPUT_CHARACTERS = 65_536;

/** A line without a result. */
export interface Failure {
  readonly source: string;
  readonly line: number;
  readonly error: LineError;
  readonly input: Uint8Array;
}

/** Tells of failed lines: the first ones on stderr, all of them in the file of `--errors`. */
export class Failures {
  count = 0;
  private readonly io: CliIo;
  private readonly json: boolean;
  private readonly fd: number | undefined;

  constructor(io: CliIo, json: boolean, file: string | undefined, append: boolean) {
    this.io = io;
    this.json = json;
    try {
      this.fd = file === undefined ? undefined : openSync(file, append ? 'a' : 'w');
    } catch (error) {
      throw new UserError(`${file} cannot be written: ${(error as Error).message}`, { cause: error });
    }
  }

  add(failures: readonly Failure[], progress: Progress | undefined): void {
    for (const { source, line, error, input } of failures) {
      this.count++;
      if (this.fd !== undefined) {
        const text = Buffer.from(input.buffer, input.byteOffset, input.length)
          .toString()
          .replace(/[\r\n\0]+$/, '')
          .slice(0, MOST_INPUT_CHARACTERS);
        try {
          writeSync(this.fd, `${JSON.stringify({ ...place(source, line), error, input: text })}\n`);
        } catch (cause) {
          throw new UserError(`the file of --errors cannot be written: ${(cause as Error).message}`, {
            cause,
          });
        }
      }
      if (this.count > MOST_SHOWN) continue;
      progress?.clear();
      this.io.stderr.write(`${this.text(source, line, error)}\n`);
      if (this.count === MOST_SHOWN && !this.json) {
        this.io.stderr.write(
          `further failures are not shown${this.fd === undefined ? '; --errors file keeps all' : ''}\n`,
        );
      }
    }
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
  }

  private text(source: string, line: number, { name, message, code }: LineError): string {
    if (this.json) return JSON.stringify({ ...place(source, line), error: { name, message, code } });
    const where = source === '' ? `line ${line}` : `${source}:${line}`;
    return `${this.io.err.red(where)}: ${name}: ${message.slice(0, 1000)}`;
  }
}

function place(source: string, line: number): { readonly source?: string; readonly line: number } {
  return source === '' ? { line } : { source, line };
}
