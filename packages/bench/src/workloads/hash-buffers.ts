import { createHash } from 'node:crypto';
import { defineTask, type Task } from '@counterpoint/core';
import type { Workload } from './workload.ts';

/** Hashes of a buffer. */
const TIMES = 4;
let buffer: Uint8Array | undefined;

/** Hashes `bytes` of sevens, four times; gives the hash in hex. */
export const hashSevens: Task<(bytes: number) => string> = defineTask(
  import.meta.url,
  'hashSevens',
  (bytes: number): string => {
    if (buffer?.byteLength !== bytes) buffer = new Uint8Array(bytes).fill(7);
    const hash = createHash('sha256');
    for (let i = 0; i < TIMES; i++) hash.update(buffer);
    return hash.digest('hex');
  },
);

/** Work in a C library: here Python's threads do run at once, for hashlib lets go of the lock. */
export const hashBuffers: Workload = {
  id: 'sha256',
  title: 'sha256: 4 hashes of a large buffer',
  sizes: { quick: 500_000, default: 1_000_000, full: 100_000_000 },
  unit: 'bytes a buffer',
  kind: 'cpu',
  python: 'sha256',
  open: async (size) => ({
    task: hashSevens,
    items: Array(4).fill(size),
    expected: Array(4).fill(hashSevens(size)),
  }),
};
