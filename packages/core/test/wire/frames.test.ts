import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, HEADER_BYTES, setLength } from '../../src/wire/frames.ts';

describe('frames', () => {
  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }),
        (payloads, cuts) => {
          const stream = Buffer.concat(
            payloads.map((payload) => setLength(Buffer.concat([Buffer.alloc(HEADER_BYTES), payload]))),
          );
          const seen: number[][] = [];
          const reader = new FrameReader((bytes, start, end) => seen.push([...bytes.subarray(start, end)]));
          for (let at = 0, cut = 0; at < stream.length; cut++) {
            const length = cuts[cut % cuts.length] ?? 1;
            reader.push(stream.subarray(at, at + length));
            at += length;
          }
          expect(seen).toEqual(payloads.map((payload) => [...payload]));
        },
      ),
    );
  });
});
