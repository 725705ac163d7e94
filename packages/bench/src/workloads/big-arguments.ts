import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** Looks at both ends of a buffer: the work is nothing, the argument is large. */
export const endsOf: Task<(bytes: Uint8Array) => number> = defineTask(
  import.meta.url,
  'endsOf',
  (bytes: Uint8Array): number => (bytes[0] ?? 0) + (bytes.at(-1) ?? 0),
);

/** Large arguments in three ways: copied (ArrayBuffer) to two jobs and shared (SharedArrayBuffer) with two. */
export const bigArguments: Workload = {
  id: 'bigArguments',
  title: 'bigArguments: 2 large buffers copied, 2 shared',
  sizes: { quick: 1_000_000, default: 4_000_000, full: 100_000_000 },
  unit: 'bytes a buffer',
  kind: 'memory',
  models: ['inline', 'async', 'threads'],
  open: async (size) => {
    const copied = new Uint8Array(size).fill(3);
    const shared = new Uint8Array(new SharedArrayBuffer(size)).fill(4);
    return { task: endsOf, items: [copied, copied, shared, shared], expected: [6, 6, 8, 8] };
  },
};
