import { isUtf8 } from 'node:buffer';
import { loadModule } from '../function/load-module.ts';
import type { BlockResult, BlockRules, LineError, SentBlock } from './block.ts';
import type { InputFormat, OutputFormat } from './formats.ts';
import { cutLines } from './line-reader.ts';

/** Imports nothing of core: every lane would load that once more. */
type UserFunction = (item: unknown) => unknown;

const functions = new Map<string, Promise<UserFunction>>();

/** Makes the blocks of this thread call `fn` in place of a module's function. */
export function callInstead(
  { url, exportName }: Pick<BlockRules, 'url' | 'exportName'>,
  fn: UserFunction,
): void {
  functions.set(`${url}#${exportName}`, Promise.resolve(fn));
}

/** Runs the user's function for every line of a block, on a lane: parses, calls and formats there. */
export async function runBlock(
  { bytes, lines, skip, header }: SentBlock,
  rules: BlockRules,
): Promise<BlockResult> {
  const key = `${rules.url}#${rules.exportName}`;
  let loading = functions.get(key);
  if (loading === undefined) {
    loading = loadFunction(rules);
    functions.set(key, loading);
  }
  const fn = await loading;
  const skipped = skip.length === 0 ? undefined : new Set(skip);
  const next = linesOf(bytes, lines, rules.from);
  const parse = rules.from === 'csv' ? await csvParser(header) : parserOf(rules.from);
  const rows = rules.rows ? new Float64Array(lines * 3) : undefined;
  const failures: { index: number; error: LineError }[] = [];
  let output = '';
  const startMs = performance.now();
  let ran = 0;
  for (let index = 0; index < lines; index++) {
    const text = next();
    if (skipped?.has(index) === true || (rules.from === 'jsonl' && text !== undefined && isBlank(text)))
      continue;
    ran++;
    const lineMs = rows === undefined ? 0 : performance.now();
    let line = '';
    for (let attempt = 0; ; attempt++) {
      try {
        if (text === undefined) throw new TypeError('the line is not UTF-8');
        let value: unknown = fn(parse(text));
        if (isThenable(value)) value = await value;
        if (value !== undefined) line = format(value, rules.to);
        break;
      } catch (error) {
        if (attempt < rules.retries) continue;
        failures.push({ index, error: lineError(error) });
        break;
      }
    }
    output += line;
    if (rows !== undefined) {
      rows[index * 3] = performance.timeOrigin + lineMs;
      rows[index * 3 + 1] = performance.now() - lineMs;
      rows[index * 3 + 2] = Buffer.byteLength(line);
    }
  }
  return { output: encode(output), failures, ran, durationMs: performance.now() - startMs, rows };
}

async function loadFunction({ url, exportName }: BlockRules): Promise<UserFunction> {
  return (await loadModule(url, url.startsWith('data:') ? '-e' : url)).get(exportName) as UserFunction;
}

/** Decodes a block and gives its lines one by one, so that they die young; a line that is not UTF-8 is undefined. */
function linesOf(bytes: Uint8Array<ArrayBuffer>, lines: number, from: InputFormat): () => string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (from !== 'csv' && isUtf8(buffer)) {
    const text = buffer.toString();
    const separator = from === 'nul' ? '\0' : '\n';
    let at = 0;
    return () => {
      const end = text.indexOf(separator, at);
      const line = text.slice(at, end === -1 ? text.length : end);
      at = end + 1;
      return from !== 'nul' && line.endsWith('\r') ? line.slice(0, -1) : line;
    };
  }
  const rules = { separator: from === 'nul' ? 0 : 10, quotes: from === 'csv', header: from === 'csv' };
  const cut = cutLines({ bytes, lines, rules }).values();
  return () => {
    const { value: line } = cut.next() as { value: Uint8Array<ArrayBuffer> };
    return isUtf8(line) ? trimmed(Buffer.from(line).toString(), from) : undefined;
  };
}

/** Takes the separator away, and a carriage return before it. */
function trimmed(text: string, from: InputFormat): string {
  if (from === 'nul') return text.endsWith('\0') ? text.slice(0, -1) : text;
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  return text[end - 1] === '\r' ? text.slice(0, end - 1) : end === text.length ? text : text.slice(0, end);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function isBlank(text: string): boolean {
  return !(text.charCodeAt(0) > 32) && text.trim() === '';
}

function parserOf(from: InputFormat): (text: string) => unknown {
  if (from !== 'jsonl') return (text) => text;
  return (text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new SyntaxError(`${(error as Error).message} (for plain text: --from lines)`, { cause: error });
    }
  };
}

async function csvParser(header: string | undefined): Promise<(text: string) => unknown> {
  const { csvRow } = await import('./csv.ts');
  const names = csvRow(header ?? '', []) as string[];
  return (text) => csvRow(text, names);
}

/** Writes a result as a line; CSV is made of JSON later, where the order of the output is known. */
function format(value: unknown, to: OutputFormat): string {
  if (to === 'lines' && typeof value === 'string') return `${value}\n`;
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}\n`;
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`the result is a ${typeof value}, which is no JSON`);
  return `${text}\n`;
}

/** Memory of its own, which can move to the host. */
function encode(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Buffer.byteLength(text));
  Buffer.from(bytes.buffer).write(text);
  return bytes;
}

function lineError(error: unknown): LineError {
  if (!(error instanceof Error)) return { name: 'Error', message: `threw ${String(error)}` };
  const { name, message, stack, code } = error as NodeJS.ErrnoException;
  return {
    name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(stack === undefined ? {} : { stack }),
  };
}
