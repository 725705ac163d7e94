import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  openSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { UserError } from '../command/user-error.ts';

/** The columns of GNU parallel's job log, and the length of the output file after each line. */
const HEADER = 'Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\tEnd\n';

/** One line's row. */
export interface LogRow {
  readonly sequence: number;
  /** ms since the Unix epoch */
  readonly startMs: number;
  readonly durationMs: number;
  readonly sentBytes: number;
  readonly outputBytes: number;
  readonly failed: boolean;
  /** Length of the output file with this line; undefined where the output is no file. */
  readonly endBytes: number | undefined;
}

/** What an earlier run left. */
export interface LoggedRun {
  /** Lines that need not run again. */
  readonly done: DoneLines;
  /** Length of the output as far as it is noted; undefined if nothing was, or the output was no file. */
  readonly endBytes: number | undefined;
}

/** A set of line numbers; small where they follow each other from 1. */
export class DoneLines {
  private prefix = 0;
  private readonly others = new Set<number>();

  get size(): number {
    return this.prefix + this.others.size;
  }

  has(sequence: number): boolean {
    return sequence <= this.prefix || this.others.has(sequence);
  }

  add(sequence: number): void {
    if (sequence > this.prefix) this.others.add(sequence);
    while (this.others.delete(this.prefix + 1)) this.prefix++;
  }
}

/** Notes every line after its output was written, so that a killed run can go on. */
export class JobLog {
  private readonly fd: number;
  private readonly command: string;

  /** @param append - go on with the log that is there */
  constructor(path: string, command: string, append: boolean) {
    let fresh: boolean;
    try {
      this.fd = openSync(path, append ? 'a' : 'w');
      fresh = fstatSync(this.fd).size === 0;
    } catch (error) {
      throw new UserError(`the job log cannot be written: ${(error as Error).message}`, { cause: error });
    }
    this.command = command.replaceAll(/[\t\r\n]/g, ' ');
    if (fresh) writeSync(this.fd, HEADER);
  }

  /** Notes lines in one write, in order. */
  add(rows: readonly LogRow[]): void {
    if (rows.length === 0) return;
    const text = rows.map((row) => {
      const exit = row.failed ? 1 : 0;
      const times = `${(row.startMs / 1000).toFixed(3)}\t${(row.durationMs / 1000).toFixed(6)}`;
      return `${row.sequence}\t:\t${times}\t${row.sentBytes}\t${row.outputBytes}\t${exit}\t0\t${this.command}\t${row.endBytes ?? '-'}\n`;
    });
    const bytes = Buffer.from(text.join(''));
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
    } catch (error) {
      throw new UserError(`the job log cannot be written: ${(error as Error).message}`, { cause: error });
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}

/**
 * Reads the log of an earlier run, and cuts off a last line that was not finished.
 * @param failedAgain - lines that failed count as not done
 * @throws {UserError} if it is no job log
 */
export async function readJobLog(path: string, failedAgain: boolean): Promise<LoggedRun> {
  const done = new DoneLines();
  let endBytes: number | undefined;
  if (!existsSync(path)) return { done, endBytes };
  // A line counts once its line break is known to be there: when another one follows, or the sizes agree.
  let wholeBytes = 0;
  let last: string | undefined;
  const stream = createReadStream(path);
  const take = (line: string): void => {
    if (wholeBytes === 0 && line !== HEADER.trimEnd()) {
      throw new UserError(
        `${path} is no job log of counterpoint map: its first line is not "Seq, Host, …, End"`,
      );
    }
    if (wholeBytes > 0) {
      const fields = line.split('\t');
      if (!(failedAgain && fields[6] !== '0')) done.add(Number(fields[0]));
      if (fields[9] !== '-') endBytes = Number(fields[9]);
    }
    wholeBytes += Buffer.byteLength(line) + 1;
  };
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (last !== undefined) take(last);
    last = line;
  }
  const bytes = stream.bytesRead;
  if (last !== undefined && wholeBytes + Buffer.byteLength(last) + 1 === bytes) take(last);
  if (wholeBytes < bytes) truncateSync(path, wholeBytes);
  return { done, endBytes };
}
