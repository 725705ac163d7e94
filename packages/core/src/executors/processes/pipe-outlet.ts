import { writeSync } from 'node:fs';
import { serialize } from 'node:v8';
import type { Outlet } from '../../lane/outlet.ts';
import { encodeError, type EncodedError } from '../../wire/error-codec.ts';
import type { BulkResult } from '../../wire/messages.ts';
import { HEADER_BYTES } from '../../wire/frames.ts';
import { Outcome, simpleKind } from '../../wire/outcome.ts';
import { serializeBehind } from '../../wire/serialize.ts';
import { notTransportable } from '../../wire/transportable.ts';
import { Frame, FRAME_HEADER_BYTES } from './lane-frame.ts';
import { LOG_BYTES, LOG_END_BYTES, LOG_HEADER_BYTES } from './log-page.ts';

/** Descriptors that the host hands over: it reads from one, and looks into the other if this process dies. */
const TO_HOST = 4;
const LOG = 5;
const LOGGED = process.argv[2] === 'log';
/** Where the body of a frame begins. */
const BODY_AT = HEADER_BYTES + FRAME_HEADER_BYTES;

/**
 * Keeps small outcomes in the page beside the pipe until they are sent together; what a job gave is with the host even if
 * the next job kills this process. Large ones are sent at once, and each write waits until the system has it.
 */
export class PipeOutlet implements Outlet {
  private readonly page = Buffer.alloc(LOG_BYTES);
  /** Where the next frame goes in the page. */
  private at = LOG_HEADER_BYTES;
  /** Bytes sent so far. */
  private sent = 0;
  /** The host knows that the next job begins, as the one before has ended in the same batch. */
  private told = false;

  begin(): boolean {
    if (!this.told) this.small(Frame.begun, 0, 0);
    this.told = true;
    return true;
  }

  skip(): void {
    this.small(Outcome.skipped, 0, 0);
    this.told = false;
  }

  value(_sequence: number, value: unknown, alone: boolean, startMs: number, runMs: number): void {
    const kind = simpleKind(value);
    if (kind === Outcome.number) this.number(value as number, startMs, runMs, alone);
    else if (kind !== undefined) this.small(kind, startMs, runMs, alone);
    else if (typeof value === 'string') this.text(value, startMs, runMs);
    else this.serialized(Outcome.bytes, value, 'result', startMs, runMs);
  }

  error(_sequence: number, error: EncodedError, startMs: number, runMs: number): void {
    this.large(Outcome.error, serializeBehind(BODY_AT, error), startMs, runMs);
  }

  bulk(_sequence: number, result: BulkResult, startMs: number, runMs: number): void {
    this.serialized(Outcome.bulk, result, 'results', startMs, runMs);
  }

  report(sequence: number, value: unknown): void {
    this.large(Frame.report, serializeBehind(BODY_AT, value), sequence, 0);
    this.send();
  }

  ready(): void {
    this.small(Frame.ready, 0, 0);
    this.send();
  }

  fault(error: unknown): void {
    this.large(Frame.fault, serializeBehind(BODY_AT, encodeError(error)), 0, 0);
    this.send();
  }

  flush(): void {
    this.told = false;
    this.send();
  }

  abortRequested(): boolean {
    return false;
  }

  /** Sends what the page holds. */
  send(): void {
    if (this.at === LOG_HEADER_BYTES) return;
    const { at } = this;
    this.at = LOG_HEADER_BYTES;
    this.sent += at - LOG_HEADER_BYTES;
    writeAll(this.page, LOG_HEADER_BYTES, at);
  }

  private serialized(kind: number, value: unknown, what: string, startMs: number, runMs: number): void {
    let bytes: Buffer;
    try {
      bytes = serializeBehind(BODY_AT, value);
    } catch (reason) {
      const error = encodeError(notTransportable(what, value, serialize, reason));
      if (kind !== Outcome.bulk) return this.error(0, error, startMs, runMs);
      bytes = serializeBehind(BODY_AT, { values: [], error } satisfies BulkResult);
    }
    this.large(kind, bytes, startMs, runMs);
  }

  private small(kind: number, startMs: number, runMs: number, last = false): void {
    const at = this.reserve(FRAME_HEADER_BYTES);
    this.header(this.page, at, kind, FRAME_HEADER_BYTES, startMs, runMs);
    this.keep(4 + FRAME_HEADER_BYTES, last);
  }

  private number(value: number, startMs: number, runMs: number, last: boolean): void {
    const at = this.reserve(FRAME_HEADER_BYTES + 8);
    this.header(this.page, at, Outcome.number, FRAME_HEADER_BYTES + 8, startMs, runMs);
    this.page.writeDoubleLE(value, at + 4 + FRAME_HEADER_BYTES);
    this.keep(4 + FRAME_HEADER_BYTES + 8, last);
  }

  private text(value: string, startMs: number, runMs: number): void {
    const frame = Buffer.allocUnsafe(BODY_AT + value.length * 2);
    frame.write(value, BODY_AT, 'utf16le');
    this.large(Outcome.string, frame, startMs, runMs);
  }

  /** @param frame - its body, behind room for its length and header */
  private large(kind: number, frame: Buffer, startMs: number, runMs: number): void {
    const { length } = frame;
    this.header(frame, 0, kind, length - HEADER_BYTES, startMs, runMs);
    if (length <= LOG_BYTES / 4) {
      frame.copy(this.page, this.reserve(length - HEADER_BYTES));
      this.keep(length, false);
      return;
    }
    this.send();
    this.sent += length;
    writeAll(frame, 0, length);
  }

  private header(
    target: Buffer,
    at: number,
    kind: number,
    length: number,
    startMs: number,
    runMs: number,
  ): void {
    target.writeUInt32LE(length, at);
    target[at + 4] = kind;
    target.writeDoubleLE(startMs, at + 5);
    target.writeDoubleLE(runMs, at + 13);
  }

  /** Makes room for a frame of so many bytes beside its length; gives its place. */
  private reserve(length: number): number {
    if (this.at + 4 + length + LOG_END_BYTES > LOG_BYTES) this.send();
    return this.at;
  }

  /** @param last - nothing comes after it that it could travel with */
  private keep(bytes: number, last: boolean): void {
    const { at } = this;
    this.at = at + bytes;
    if (!LOGGED || last) return this.send();
    const first = at === LOG_HEADER_BYTES;
    if (first) this.page.writeDoubleLE(this.sent, 0);
    this.page.writeUInt32LE(0, this.at);
    const from = first ? 0 : at;
    writeSync(LOG, this.page, from, this.at + LOG_END_BYTES - from, from);
  }
}

/** The descriptor blocks, so a write ends early only where a signal came between. */
function writeAll(bytes: Buffer, from: number, end: number): void {
  try {
    for (let at = from; at < end;) at += writeSync(TO_HOST, bytes, at, end - at);
  } catch {
    // The host is gone, and with it everyone who waits for a result.
    process.kill(process.pid, 'SIGKILL');
  }
}
