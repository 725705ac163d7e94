import { describe, expect, it } from 'vitest';
import { ownCopy, ownCopyOfArgs } from '../../src/wire/own-copy.ts';

const LARGE = 1 << 16;

describe('ownCopy', () => {
  it('gives the same numbers in memory of their own, and the same kind of array', () => {
    const numbers = Float64Array.from({ length: LARGE / 8 }, (_, index) => index / 3);
    const copy = ownCopy(numbers);
    expect(copy?.value).toBeInstanceOf(Float64Array);
    expect(Buffer.compare(Buffer.from(copy?.buffer as ArrayBuffer), Buffer.from(numbers.buffer))).toBe(0);
    expect(copy?.buffer).not.toBe(numbers.buffer);
  });

  it('makes a Uint8Array of a Buffer, as a clone does', () => {
    const copy = ownCopy(Buffer.alloc(LARGE, 7));
    const bytes = copy?.value as Uint8Array;
    expect(bytes.constructor).toBe(Uint8Array);
    expect(bytes[LARGE - 1]).toBe(7);
  });

  it('leaves to the clone what is small, a part, shared, or no array', () => {
    expect(ownCopy(new Uint8Array(10))).toBeUndefined();
    expect(ownCopy(new Uint8Array(2 * LARGE).subarray(LARGE))).toBeUndefined();
    expect(ownCopy(new Uint8Array(new SharedArrayBuffer(LARGE)))).toBeUndefined();
    expect(ownCopy(new DataView(new ArrayBuffer(LARGE)))).toBeUndefined();
    expect(ownCopy({ bytes: new Uint8Array(LARGE) })).toBeUndefined();
  });

  it('copies an argument only where no other could share its memory', () => {
    const bytes = new Uint8Array(LARGE);
    const args = ownCopyOfArgs([1, bytes, 'two'])?.value as [number, Uint8Array, string];
    expect([args[0], args[2]]).toEqual([1, 'two']);
    expect(args[1].length).toBe(LARGE);
    expect(args[1] === bytes).toBe(false);
    expect(ownCopyOfArgs([bytes, bytes])).toBeUndefined();
    expect(ownCopyOfArgs([bytes, { same: bytes }])).toBeUndefined();
    expect(ownCopyOfArgs([1, 2])).toBeUndefined();
  });
});
