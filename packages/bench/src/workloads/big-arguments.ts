import { defineTask, transfer, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** How a large buffer crosses: copied or shared to the lane, copied or moved back from it. */
type Crossing =
  | { readonly way: 'in'; readonly bytes: Uint8Array }
  | { readonly way: 'copied back' | 'moved back'; readonly size: number };

/** Looks at both ends of a buffer, or makes one: the work is little, what crosses is large. */
export const crossLarge: Task<(crossing: Crossing) => number | Uint8Array> = defineTask(
  import.meta.url,
  'crossLarge',
  (crossing: Crossing): number | Uint8Array => {
    if (crossing.way === 'in') return (crossing.bytes[0] ?? 0) + (crossing.bytes.at(-1) ?? 0);
    const bytes = new Uint8Array(crossing.size).fill(5);
    return crossing.way === 'moved back' ? transfer(bytes, [bytes.buffer]) : bytes;
  },
);

/** Large arguments and results in four ways: copied, shared, and back by copy and by transfer. */
export const bigArguments: Workload = {
  id: 'bigArguments',
  title: 'bigArguments: large buffers copied, shared, copied back and moved back',
  sizes: { quick: 1_000_000, default: 4_000_000, full: 100_000_000 },
  unit: 'bytes a buffer',
  kind: 'memory',
  models: ['inline', 'async', 'threads'],
  open: async (size) => ({
    task: crossLarge,
    items: [
      { way: 'in', bytes: new Uint8Array(size).fill(3) },
      { way: 'in', bytes: new Uint8Array(new SharedArrayBuffer(size)).fill(4) },
      { way: 'copied back', size },
      { way: 'moved back', size },
    ],
    expected: [6, 8, size + 5, size + 5],
    digest: (value: number | Uint8Array) =>
      typeof value === 'number' ? value : value.byteLength + (value.at(-1) ?? 0),
  }),
};
