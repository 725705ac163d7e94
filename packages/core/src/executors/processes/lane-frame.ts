import type { EncodedError } from '../../wire/error-codec.ts';
import type { BulkResult } from '../../wire/messages.ts';
import { deserializeValue } from '../../wire/serialize.ts';
import { Outcome, simpleValue, type OutcomeKind } from '../../wire/outcome.ts';

/** Kinds of a child's frames beside the outcomes of jobs. */
export const Frame = {
  /** The next job begins; told for the first job of a batch, the others begin when the one before has ended. */
  begun: 32,
  report: 33,
  ready: 34,
  /** The uncaught error that ends the process. */
  fault: 35,
} as const;

/** Kind, start and run time; then a number, or bytes. */
export const FRAME_HEADER_BYTES = 17;

/** Who is told what a child's frames say. */
export interface FrameListener {
  begun(): void;
  ready(): void;
  fault(error: EncodedError): void;
  report(sequence: number, value: unknown): void;
  skipped(): void;
  fulfilled(value: unknown, startMs: number, runMs: number): void;
  rejected(error: EncodedError, startMs: number, runMs: number): void;
  bulk(result: BulkResult, startMs: number, runMs: number): void;
}

/** Reads one frame of a child, which lies from `at` to `end`. */
export function readFrame(bytes: Buffer, at: number, end: number, listener: FrameListener): void {
  const kind = bytes[at] as number;
  const startMs = bytes.readDoubleLE(at + 1);
  const runMs = bytes.readDoubleLE(at + 9);
  const from = at + FRAME_HEADER_BYTES;
  const body = (): unknown => deserializeValue(bytes.subarray(from, end));
  switch (kind) {
    case Frame.begun:
      return listener.begun();
    case Frame.ready:
      return listener.ready();
    case Frame.fault:
      return listener.fault(body() as EncodedError);
    case Frame.report:
      // The sequence number travels in the place of the start.
      return listener.report(startMs, body());
    case Outcome.skipped:
      return listener.skipped();
    case Outcome.error:
      return listener.rejected(body() as EncodedError, startMs, runMs);
    case Outcome.bulk:
      return listener.bulk(body() as BulkResult, startMs, runMs);
    case Outcome.string:
      return listener.fulfilled(bytes.toString('utf16le', from, end), startMs, runMs);
    case Outcome.bytes:
      return listener.fulfilled(body(), startMs, runMs);
    case Outcome.number:
      return listener.fulfilled(bytes.readDoubleLE(from), startMs, runMs);
    default:
      return listener.fulfilled(simpleValue(kind as OutcomeKind, 0), startMs, runMs);
  }
}
