import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../src/wire/frames.ts';
import { messageFrame, readMessage } from '../../src/wire/message-frame.ts';
import type { ToLane } from '../../src/wire/messages.ts';

/** Sends messages through a stream that is cut at every so many bytes. */
function through(messages: readonly ToLane[], chunkBytes: number): unknown[] {
  const got: unknown[] = [];
  const reader = new FrameReader((bytes, at, end) => got.push(readMessage(bytes, at, end)));
  const stream = Buffer.concat(messages.map((message) => messageFrame(message)));
  for (let at = 0; at < stream.length; at += chunkBytes) reader.push(stream.subarray(at, at + chunkBytes));
  expect(reader.consumed).toBe(stream.length);
  return got;
}

describe('a message to a child process', () => {
  it.each([1, 7, 64, 1 << 20])('arrives as it was sent, in chunks of %i bytes', (chunkBytes) => {
    const messages: ToLane[] = [
      { type: 'run', shape: [3, 1, 4, 2 ** 40, 2, 0], args: [1, -0.5, Infinity, Number.NaN] },
      { type: 'run', shape: [70_000, 0, 2, 7, 1, 0], args: [] },
      { type: 'run', shape: [1, 1, 2, 9, 1, 0], args: ['text', { a: [1] }] },
      { type: 'run', define: [[1, 'file:///a.js', 'f']], shape: [1, 1, 1, 11, 1, 0], args: [5] },
      { type: 'run', origins: ['elsewhere'], shape: [1, 1, 1, 5, 3, 1], args: [5] },
      { type: 'bulk', task: 2, number: 12, attempt: 1, items: Float64Array.of(1, 2, 3) },
      { type: 'recall' },
    ];
    expect(through(messages, chunkBytes)).toEqual(messages);
  });
});
