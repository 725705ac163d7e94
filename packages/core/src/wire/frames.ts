/** The length before a payload. */
export const HEADER_BYTES = 4;
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Writes its length before a payload.
 * @param framed - the payload, behind as many bytes as a header has
 * @throws {RangeError} if the payload is larger than 2 GiB
 */
export function setLength(framed: Buffer): Buffer {
  const length = framed.length - HEADER_BYTES;
  if (length > MAX_BYTES) throw new RangeError(`a message may have 2 GiB, got ${length} bytes`);
  framed.writeUInt32LE(length, 0);
  return framed;
}

/** Cuts a byte stream into length-prefixed payloads. */
export class FrameReader {
  /** The frame that has begun, or its header; its bytes are put together as they come. */
  private begun: Buffer | undefined;
  private filled = 0;
  private readonly onFrame: (bytes: Buffer, start: number, end: number) => void;
  /** Length of all whole frames so far, with their headers. */
  consumed = 0;

  constructor(onFrame: (bytes: Buffer, start: number, end: number) => void) {
    this.onFrame = onFrame;
  }

  /** Takes what came; calls back with the place of each payload that is complete; the bytes do not change afterwards. */
  push(chunk: Buffer): void {
    let at = this.begun === undefined ? 0 : this.goOn(this.begun, chunk);
    while (chunk.length - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + chunk.readUInt32LE(at);
      if (end > chunk.length) break;
      this.consumed += end - at;
      this.onFrame(chunk, at + HEADER_BYTES, end);
      at = end;
    }
    if (at < chunk.length) this.begin(chunk.subarray(at));
  }

  private begin(bytes: Buffer): void {
    const known = bytes.length >= HEADER_BYTES;
    this.begun = Buffer.allocUnsafe(HEADER_BYTES + (known ? bytes.readUInt32LE(0) : 0));
    this.filled = bytes.copy(this.begun);
  }

  /** Fills up the frame that has begun; gives how much of the chunk belongs to it. */
  private goOn(begun: Buffer, chunk: Buffer): number {
    let used = 0;
    let frame = begun;
    if (this.filled < HEADER_BYTES) {
      used = chunk.copy(frame, this.filled);
      this.filled += used;
      if (this.filled < HEADER_BYTES) return used;
      frame = Buffer.allocUnsafe(HEADER_BYTES + begun.readUInt32LE(0));
      begun.copy(frame);
      this.begun = frame;
    }
    const more = chunk.copy(frame, this.filled, used);
    this.filled += more;
    if (this.filled === frame.length) {
      this.begun = undefined;
      this.consumed += frame.length;
      this.onFrame(frame, HEADER_BYTES, frame.length);
    }
    return used + more;
  }
}
