import type { Readable } from 'node:stream';
import picocolors from 'picocolors';

type Colors = ReturnType<typeof picocolors.createColors>;

/** What a command may touch of its process. */
export interface CliIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts at the first Ctrl-C or SIGTERM; its reason is an Interrupted. */
  readonly signal: AbortSignal;
  /** Colours for stdout: plain text where it is no terminal or NO_COLOR is set. */
  readonly out: Colors;
  /** Colours for stderr, in the same way. */
  readonly err: Colors;
}

/** Why `io.signal` aborted. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** Gives a command the streams of this process. */
export function processIo(signal: AbortSignal): CliIo {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    stdout,
    stderr,
    signal,
    out: picocolors.createColors(takesColor(stdout)),
    err: picocolors.createColors(takesColor(stderr)),
  };
}

/** Source: no-color.org (any value that is not empty) and the FORCE_COLOR that Node itself reads. */
function takesColor(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY && TERM !== 'dumb';
}
