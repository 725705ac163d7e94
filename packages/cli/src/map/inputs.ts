import { createReadStream, fstatSync, ReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { UserError } from '../command/user-error.ts';

/** Something that bytes are read from. */
export interface Input {
  /** For messages; empty for stdin. */
  readonly name: string;
  /** Undefined where nobody knows. */
  readonly bytes: number | undefined;
  /** Called once, when its turn comes. */
  open(): AsyncIterable<Buffer>;
  /** Ends it, also while somebody reads. */
  close(): void;
}

/** A read of so much of a file goes to the lanes as one block of short lines. */
const READ_BYTES = 2 ** 17;

/** Makes inputs of files, in order; `-` is stdin, and so is an empty list. */
export function fileInputs(names: readonly string[], stdin: Readable): readonly Input[] {
  return (names.length === 0 ? ['-'] : names).map((name) =>
    name === '-' ? stdinInput(stdin) : fileInput(name),
  );
}

/** Makes an input of words that are JSON, each one a line: a line break in JSON is as good as a blank. */
export function jsonWords(words: readonly string[]): Input {
  return textInput(words.map((word) => `${word.replaceAll('\n', ' ')}\n`).join(''));
}

/** Makes an input of words that are text, each one ended by a NUL, which no word can hold. */
export function textWords(words: readonly string[]): Input {
  return textInput(words.map((word) => `${word}\0`).join(''));
}

function textInput(text: string): Input {
  const bytes = Buffer.from(text);
  return { name: '', bytes: bytes.length, open: () => Readable.from([bytes]), close: () => undefined };
}

/** Makes an input of the items of an iterable, as JSON lines; an endless one is read as it is needed. */
export function itemInput(name: string, items: Iterable<unknown> | AsyncIterable<unknown>): Input {
  let open = true;
  async function* lines(): AsyncGenerator<Buffer> {
    let number = 0;
    for await (const item of items) {
      if (!open) return;
      number++;
      yield Buffer.from(`${asJson(item, `item ${number} of ${name}`)}\n`);
    }
  }
  return { name, bytes: undefined, open: lines, close: () => void (open = false) };
}

function asJson(item: unknown, what: string): string {
  let why = 'it is undefined or a function';
  try {
    const text = JSON.stringify(item) as string | undefined;
    if (text !== undefined) return text;
  } catch (error) {
    why = (error as Error).message;
  }
  throw new UserError(`${what} is no JSON: ${why}`);
}

function stdinInput(stdin: Readable): Input {
  // A file that the shell has opened: Node itself would read it in smaller pieces.
  const stream =
    stdin instanceof ReadStream
      ? createReadStream('', { fd: 0, autoClose: false, highWaterMark: READ_BYTES })
      : stdin;
  return {
    name: '',
    bytes: sizeOf(() => fstatSync(0)),
    open: () => stream as AsyncIterable<Buffer>,
    close: () => void stream.destroy(),
  };
}

function fileInput(name: string): Input {
  const stats = statSync(name, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new UserError(`there is no file "${name}"; - is stdin, and ::: a b c are items`);
  if (stats.isDirectory()) throw new UserError(`"${name}" is a folder: expected a file`);
  const stream = createReadStream(name, { highWaterMark: READ_BYTES });
  stream.on('error', () => undefined);
  return {
    name,
    bytes: sizeOf(() => stats),
    open: () => stream as AsyncIterable<Buffer>,
    close: () => void stream.destroy(),
  };
}

function sizeOf(stats: () => { isFile(): boolean; readonly size: number }): number | undefined {
  try {
    const found = stats();
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
