/** Below this, moving memory costs more than copying it. */
const LARGE_BYTES = 1 << 16;

// oxlint-disable-next-line typescript/unbound-method -- called on each array below
const { slice } = Uint8Array.prototype as { slice(this: ArrayBufferView): Uint8Array<ArrayBuffer> };

/** A copy that nobody else knows, so its memory can move. */
export interface OwnCopy {
  readonly value: unknown;
  readonly buffer: ArrayBuffer;
}

/** Gives a large array whose memory nobody else knows as what can move; undefined for a small one. */
export function movable(values: readonly unknown[] | Float64Array): OwnCopy | undefined {
  return values instanceof Float64Array && values.byteLength >= LARGE_BYTES
    ? { value: values, buffer: values.buffer as ArrayBuffer }
    : undefined;
}

/**
 * Copies a large array of bytes or numbers, so that it can move to its reader: that copies it once, where a structured clone
 * copies it twice.
 * @returns undefined for anything that is better cloned: small or partial views, shared or resizable memory, other values
 */
export function ownCopy(value: unknown): OwnCopy | undefined {
  if (!ArrayBuffer.isView(value) || value.byteLength < LARGE_BYTES || value instanceof DataView)
    return undefined;
  const { buffer } = value;
  // Of a part, a clone gives the whole: its place in the buffer is to be seen.
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== value.byteLength || isResizable(buffer))
    return undefined;
  const copy =
    (value as Uint8Array).constructor === Buffer ? new Uint8Array(value as Uint8Array) : slice.call(value);
  return { value: copy, buffer: copy.buffer };
}

/** Does so for the arguments of one call, where the array is their only object: two that share memory must go on sharing it. */
export function ownCopyOfArgs(args: readonly unknown[]): OwnCopy | undefined {
  let place = -1;
  for (const [index, arg] of args.entries()) {
    if (typeof arg !== 'object' || arg === null) continue;
    if (place >= 0) return undefined;
    place = index;
  }
  const copy = ownCopy(args[place]);
  return copy === undefined ? undefined : { value: args.with(place, copy.value), buffer: copy.buffer };
}

function isResizable(buffer: ArrayBuffer): boolean {
  return (buffer as { resizable?: boolean }).resizable === true;
}
