import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of buffers, after which they are collected: short against V8's own 32 MiB, long against the millisecond it takes. */
const MOST_BYTES = 4 * 2 ** 20;

/** Collects the buffers that died young, often enough that memory stays flat: their bytes do not count as garbage for V8. */
export class YoungGarbage {
  private bytes = 0;
  private collect: ((options: { type: 'minor' }) => void) | undefined;

  /** Notes that so many bytes are needed no more. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes < MOST_BYTES) return;
    this.bytes = 0;
    this.collect ??= collector();
    this.collect({ type: 'minor' });
  }
}

/** Node gives its collector away only by this flag; it holds for contexts that are made while it is set. */
function collector(): (options: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  setFlagsFromString('--no-expose-gc');
  return gc;
}
