import type { MessagePort } from 'node:worker_threads';
import { Runner } from '../../lane/runner.ts';
import type { Outlet } from '../../lane/outlet.ts';
import { transferListOf } from '../../task/transfer.ts';
import { encodeError, type EncodedError } from '../../wire/error-codec.ts';
import { Journal } from '../../wire/journal.ts';
import type { BulkResult, ToLane } from '../../wire/messages.ts';
import { Outcome, simpleKind } from '../../wire/outcome.ts';
import { ownCopy } from '../../wire/own-copy.ts';
import { serializeValue } from '../../wire/serialize.ts';
import { notTransportable } from '../../wire/transportable.ts';
import type { LaneMessage, ThreadStart } from './lane-message.ts';

/** Starts a lane on this thread; fulfils when it can take jobs. */
export default async function start({ port, setup, journal }: ThreadStart): Promise<void> {
  port.postMessage('loaded' satisfies LaneMessage);
  const runner = new Runner(setup, new ThreadOutlet(port, new Journal(journal)));
  await runner.initialize(setup);
  port.on('message', (message: ToLane) => runner.receive(message));
}

/** Small results go into the journal, others and errors into messages. */
class ThreadOutlet implements Outlet {
  private readonly port: MessagePort;
  private readonly journal: Journal;
  /** The journal holds results that the host was not told of. */
  private unheard = false;
  /** The last job that reported: its result goes by message too, as it must not overtake its reports. */
  private reported = -1;

  constructor(port: MessagePort, journal: Journal) {
    this.port = port;
    this.journal = journal;
  }

  begin(sequence: number): boolean {
    return this.journal.begin(sequence);
  }

  skip(sequence: number): void {
    this.journal.skip(sequence);
    this.unheard = true;
  }

  value(sequence: number, value: unknown, alone: boolean, startMs: number, runMs: number): void {
    const kind = simpleKind(value);
    if (kind !== undefined && sequence !== this.reported) {
      this.journal.finish(sequence, kind, kind === Outcome.number ? (value as number) : 0, startMs, runMs);
      this.unheard = true;
    } else if (alone || sequence === this.reported || !this.keep(sequence, value, startMs, runMs)) {
      this.postValue(sequence, value, startMs, runMs);
    }
  }

  error(sequence: number, value: EncodedError, startMs: number, runMs: number): void {
    this.post({ type: 'error', sequence, value, startMs, runMs });
  }

  bulk(sequence: number, value: BulkResult, startMs: number, runMs: number): void {
    const { values } = value;
    try {
      const move = values instanceof Float64Array ? [values.buffer as ArrayBuffer] : undefined;
      this.post({ type: 'bulk', sequence, value, startMs, runMs }, move);
    } catch (reason) {
      const error = encodeError(notTransportable('results', values, structuredClone, reason));
      this.post({ type: 'bulk', sequence, value: { values: [], error }, startMs, runMs });
    }
  }

  report(sequence: number, value: unknown): void {
    this.reported = sequence;
    this.post({ type: 'report', sequence, value });
  }

  flush(): void {
    if (!this.unheard) return;
    this.unheard = false;
    this.post(0);
  }

  abortRequested(sequence: number): boolean {
    return this.journal.abortRequested(sequence);
  }

  /** Writes a value into the journal's text ring; false where it does not fit or is to be moved. */
  private keep(sequence: number, value: unknown, startMs: number, runMs: number): boolean {
    if (typeof value === 'object' && value !== null && transferListOf(value) !== undefined) return false;
    const text = typeof value === 'string';
    const kept = text ? value : serializeValue(value);
    const at = kept === undefined ? -1 : this.journal.keep(kept);
    if (at < 0) return false;
    this.journal.finish(sequence, text ? Outcome.string : Outcome.bytes, at, startMs, runMs);
    this.unheard = true;
    return true;
  }

  private postValue(sequence: number, value: unknown, startMs: number, runMs: number): void {
    try {
      const move = typeof value === 'object' && value !== null ? transferListOf(value) : undefined;
      const copy = move === undefined ? ownCopy(value) : undefined;
      if (copy === undefined) this.post({ type: 'value', sequence, value, startMs, runMs }, move);
      else this.post({ type: 'value', sequence, value: copy.value, startMs, runMs }, [copy.buffer]);
    } catch (reason) {
      this.error(
        sequence,
        encodeError(notTransportable('result', value, structuredClone, reason)),
        startMs,
        runMs,
      );
    }
  }

  private post(message: LaneMessage, move?: readonly unknown[]): void {
    this.port.postMessage(message, move as ArrayBuffer[] | undefined);
  }
}
