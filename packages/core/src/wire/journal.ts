import { Outcome, type OutcomeKind } from './outcome.ts';

/** Most jobs of one batch. */
export const MAX_BATCH = 1024;
/** Two batches may be on their way. */
const SLOTS = 2 * MAX_BATCH;
const TEXT_BYTES = 1 << 18;
const HEADER_INTS = 4;

/**
 * A lane's results in shared memory, so that they outlive the lane's thread.
 *
 *     host thread                              lane thread
 *     --------------------------------------------------------------------
 *     send(n jobs)  slots are `pending`
 *     take(s)       pending -> taken            begin(s)   pending -> running
 *                                               finish(s)  running -> a result
 *     read(s)       result  -> pending          skip(s)    pending, taken -> skipped
 *
 * Job number s lives in slot s mod SLOTS. The host frees a slot only when the lane has passed it, and sends no third batch
 * while two are out: a slot is never used twice at once. Strings and bytes lie in a ring beside the slots; the lane moves
 * its end, the host its beginning.
 */
export class Journal {
  readonly buffer: SharedArrayBuffer;
  private readonly header: Int32Array;
  private readonly states: Int32Array;
  private readonly numbers: Float64Array;
  private readonly starts: Float64Array;
  private readonly runs: Float64Array;
  private readonly text: Buffer;

  /** @param buffer - the other side's buffer; absent, a new one is made */
  constructor(buffer?: SharedArrayBuffer) {
    const numbersAt = HEADER_INTS * 4 + SLOTS * 4;
    const textAt = numbersAt + SLOTS * 24;
    this.buffer = buffer ?? new SharedArrayBuffer(textAt + TEXT_BYTES);
    this.header = new Int32Array(this.buffer, 0, HEADER_INTS);
    this.states = new Int32Array(this.buffer, HEADER_INTS * 4, SLOTS);
    this.numbers = new Float64Array(this.buffer, numbersAt, SLOTS);
    this.starts = new Float64Array(this.buffer, numbersAt + SLOTS * 8, SLOTS);
    this.runs = new Float64Array(this.buffer, numbersAt + SLOTS * 16, SLOTS);
    this.text = Buffer.from(this.buffer, textAt, TEXT_BYTES);
  }

  /** Host: makes it as new, for another lane; the lane that used it must have ended. */
  clear(): void {
    this.header.fill(0);
    this.states.fill(Outcome.pending);
  }

  /** Lane: marks a job as running; false if the host took it back. */
  begin(sequence: number): boolean {
    const slot = sequence % SLOTS;
    return Atomics.compareExchange(this.states, slot, Outcome.pending, Outcome.running) === Outcome.pending;
  }

  /** Lane: passes a job over. */
  skip(sequence: number): void {
    Atomics.store(this.states, sequence % SLOTS, Outcome.skipped);
  }

  /** Lane: notes how a job ended; the kind is written last, as the host trusts it. */
  finish(sequence: number, kind: OutcomeKind, number: number, startMs: number, runMs: number): void {
    const slot = sequence % SLOTS;
    this.numbers[slot] = number;
    this.starts[slot] = startMs;
    this.runs[slot] = runMs;
    Atomics.store(this.states, slot, kind);
  }

  /** Lane: keeps text or bytes; gives their place, or -1 where there is no room now. */
  keep(value: string | Uint8Array): number {
    const length = typeof value === 'string' ? value.length * 2 : value.byteLength;
    if (length > TEXT_BYTES / 4) return -1;
    let end = Atomics.load(this.header, 0);
    let begin = Atomics.load(this.header, 1);
    if (begin === end) {
      // Nothing is kept, so the host moves nothing: the only moment to start over before the numbers grow too large.
      begin = end = 0;
      Atomics.store(this.header, 1, 0);
    }
    const at = end % TEXT_BYTES;
    if (at + length > TEXT_BYTES) end += TEXT_BYTES - at;
    if (end + length - begin > TEXT_BYTES || end > 0x3fffffff) return -1;
    if (typeof value === 'string') this.text.write(value, end % TEXT_BYTES, 'utf16le');
    else this.text.set(value, end % TEXT_BYTES);
    Atomics.store(this.header, 0, end + length);
    return end * 2 ** 20 + length;
  }

  /** Host: reads how a job stands. */
  state(sequence: number): OutcomeKind {
    return Atomics.load(this.states, sequence % SLOTS) as OutcomeKind;
  }

  /** Host: takes a job back; false if it has begun. */
  take(sequence: number): boolean {
    const slot = sequence % SLOTS;
    return Atomics.compareExchange(this.states, slot, Outcome.pending, Outcome.taken) === Outcome.pending;
  }

  /** Host: the number that a job ended with. */
  number(sequence: number): number {
    return this.numbers[sequence % SLOTS] as number;
  }

  /** Host: when the job began, ms since the Unix epoch. */
  startMs(sequence: number): number {
    return this.starts[sequence % SLOTS] as number;
  }

  /** Host: how long the job ran, ms. */
  runMs(sequence: number): number {
    return this.runs[sequence % SLOTS] as number;
  }

  /** Host: reads kept text and gives its room back. */
  takeText(sequence: number): string {
    const [at, end] = this.place(sequence);
    const text = this.text.toString('utf16le', at, end);
    this.release(sequence);
    return text;
  }

  /** Host: reads kept bytes into memory of its own and gives their room back. */
  takeBytes(sequence: number): Uint8Array {
    const [at, end] = this.place(sequence);
    const bytes = Uint8Array.prototype.slice.call(this.text, at, end);
    this.release(sequence);
    return bytes;
  }

  /** Host: frees the slot of a job whose outcome was read. */
  free(sequence: number): void {
    Atomics.store(this.states, sequence % SLOTS, Outcome.pending);
  }

  /** Host: asks the running job to end; seen by a loop that never yields. */
  requestAbort(sequence: number): void {
    Atomics.store(this.header, 2, (sequence % 0x3fffffff) + 1);
  }

  /** Lane: tells whether the host asked this job to end. */
  abortRequested(sequence: number): boolean {
    return Atomics.load(this.header, 2) === (sequence % 0x3fffffff) + 1;
  }

  private place(sequence: number): readonly [at: number, end: number] {
    const packed = this.number(sequence);
    const at = Math.floor(packed / 2 ** 20) % TEXT_BYTES;
    return [at, at + (packed % 2 ** 20)];
  }

  private release(sequence: number): void {
    const packed = this.number(sequence);
    Atomics.store(this.header, 1, Math.floor(packed / 2 ** 20) + (packed % 2 ** 20));
  }
}
