/** The length before a payload. */
export const HEADER_BYTES = 4;
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Puts a length before a payload.
 * @throws {RangeError} if the payload is larger than 2 GiB
 */
export function frame(payload: Buffer): Buffer {
  if (payload.length > MAX_BYTES)
    throw new RangeError(`a message may have 2 GiB, got ${payload.length} bytes`);
  const framed = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  framed.writeUInt32LE(payload.length, 0);
  payload.copy(framed, HEADER_BYTES);
  return framed;
}

/** Cuts a byte stream into length-prefixed payloads. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private bytes = 0;
  private readonly onFrame: (bytes: Buffer, start: number, end: number) => void;
  /** Length of all whole frames so far, with their headers. */
  consumed = 0;

  constructor(onFrame: (bytes: Buffer, start: number, end: number) => void) {
    this.onFrame = onFrame;
  }

  /** Takes what came; calls back with the place of each payload that is complete; the bytes do not change afterwards. */
  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (!this.complete()) return;
    const all =
      this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks, this.bytes);
    let at = 0;
    while (all.length - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + all.readUInt32LE(at);
      if (end > all.length) break;
      this.onFrame(all, at + HEADER_BYTES, end);
      at = end;
    }
    this.consumed += at;
    this.chunks = at < all.length ? [all.subarray(at)] : [];
    this.bytes = all.length - at;
  }

  /** A large payload comes in many chunks: joining them for each would take quadratic time. */
  private complete(): boolean {
    let [first] = this.chunks as [Buffer];
    if (first.length < HEADER_BYTES && this.bytes >= HEADER_BYTES) {
      first = Buffer.concat(this.chunks, this.bytes);
      this.chunks = [first];
    }
    return first.length >= HEADER_BYTES && this.bytes >= HEADER_BYTES + first.readUInt32LE(0);
  }
}
