import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { serialize } from 'node:v8';
import { Runner } from '../../lane/runner.ts';
import type { Outlet } from '../../lane/outlet.ts';
import { encodeError, type EncodedError } from '../../wire/error-codec.ts';
import { FrameReader } from '../../wire/frames.ts';
import type { BulkResult, LaneSetup, ToLane } from '../../wire/messages.ts';
import { Outcome, simpleKind } from '../../wire/outcome.ts';
import { deserializeValue } from '../../wire/serialize.ts';
import { notTransportable } from '../../wire/transportable.ts';
import { Frame, FRAME_HEADER_BYTES } from './lane-frame.ts';

/** Descriptors that the host hands over: it writes to one and reads from the other. */
const FROM_HOST = 3;
const TO_HOST = 4;
const SCRATCH_BYTES = 4 + FRAME_HEADER_BYTES + 8;

/**
 * Writes each outcome at once and waits until the system has it: what a job gave is with the host even if the next job
 * kills this process.
 */
class PipeOutlet implements Outlet {
  private readonly scratch = Buffer.alloc(SCRATCH_BYTES);
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

  value(_sequence: number, value: unknown, _alone: boolean, startMs: number, runMs: number): void {
    const kind = simpleKind(value);
    if (kind === Outcome.number) this.number(value as number, startMs, runMs);
    else if (kind !== undefined) this.small(kind, startMs, runMs);
    else if (typeof value === 'string')
      this.large(Outcome.string, Buffer.from(value, 'utf16le'), startMs, runMs);
    else this.serialized(Outcome.bytes, value, 'result', startMs, runMs);
  }

  error(_sequence: number, error: EncodedError, startMs: number, runMs: number): void {
    this.large(Outcome.error, serialize(error), startMs, runMs);
  }

  bulk(_sequence: number, result: BulkResult, startMs: number, runMs: number): void {
    this.serialized(Outcome.bulk, result, 'results', startMs, runMs);
  }

  report(sequence: number, value: unknown): void {
    this.large(Frame.report, serialize(value), sequence, 0);
  }

  ready(): void {
    this.small(Frame.ready, 0, 0);
  }

  fault(error: unknown): void {
    this.large(Frame.fault, serialize(encodeError(error)), 0, 0);
  }

  flush(): void {
    this.told = false;
  }

  abortRequested(): boolean {
    return false;
  }

  private serialized(kind: number, value: unknown, what: string, startMs: number, runMs: number): void {
    let bytes: Buffer;
    try {
      bytes = serialize(value);
    } catch (reason) {
      const error = encodeError(notTransportable(what, value, serialize, reason));
      if (kind === Outcome.bulk)
        this.large(kind, serialize({ values: [], error } satisfies BulkResult), startMs, runMs);
      else this.large(Outcome.error, serialize(error), startMs, runMs);
      return;
    }
    this.large(kind, bytes, startMs, runMs);
  }

  private small(kind: number, startMs: number, runMs: number): void {
    this.header(this.scratch, kind, FRAME_HEADER_BYTES, startMs, runMs);
    writeAll(this.scratch, 4 + FRAME_HEADER_BYTES);
  }

  private number(value: number, startMs: number, runMs: number): void {
    this.header(this.scratch, Outcome.number, FRAME_HEADER_BYTES + 8, startMs, runMs);
    this.scratch.writeDoubleLE(value, 4 + FRAME_HEADER_BYTES);
    writeAll(this.scratch, SCRATCH_BYTES);
  }

  private large(kind: number, body: Buffer, startMs: number, runMs: number): void {
    const bytes = Buffer.allocUnsafe(4 + FRAME_HEADER_BYTES + body.length);
    this.header(bytes, kind, FRAME_HEADER_BYTES + body.length, startMs, runMs);
    body.copy(bytes, 4 + FRAME_HEADER_BYTES);
    writeAll(bytes, bytes.length);
  }

  private header(target: Buffer, kind: number, length: number, startMs: number, runMs: number): void {
    target.writeUInt32LE(length, 0);
    target[4] = kind;
    target.writeDoubleLE(startMs, 5);
    target.writeDoubleLE(runMs, 13);
  }
}

/** The descriptor blocks, so a write ends early only where a signal came between. */
function writeAll(bytes: Buffer, length: number): void {
  try {
    for (let at = 0; at < length;) at += writeSync(TO_HOST, bytes, at, length - at);
  } catch {
    // The host is gone, and with it everyone who waits for a result.
    process.kill(process.pid, 'SIGKILL');
  }
}

const outlet = new PipeOutlet();
process.on('uncaughtExceptionMonitor', (error) => outlet.fault(error));

let runner: Runner | undefined;

/** The first message sets the lane up, all others carry work. */
async function receive(message: LaneSetup | ToLane): Promise<void> {
  if (runner !== undefined) {
    runner.receive(message as ToLane);
    return;
  }
  const setup = message as LaneSetup;
  runner = new Runner(setup.lane, outlet);
  try {
    await runner.initialize(setup);
  } catch (error) {
    outlet.fault(error);
    process.exit(1);
  }
  outlet.ready();
}

const socket = new Socket({ fd: FROM_HOST, readable: true, writable: false });
const reader = new FrameReader((payload) => void receive(deserializeValue(payload) as LaneSetup | ToLane));
socket.on('data', (chunk: Buffer) => reader.push(chunk));
// The host closed its end, or is gone: nobody waits for what is left.
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(0));
