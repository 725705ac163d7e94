import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineTask, type Task } from '@counterpoint/core';
import { fileContent } from '../server/file-content.ts';
import type { Workload } from './workload.ts';

/** Reads a file and hashes it. */
export const hashFile: Task<(file: string) => Promise<string>> = defineTask(
  import.meta.url,
  'hashFile',
  async (file: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
);

/** Many files: reading waits little from a warm cache, hashing computes. */
export const fileHash: Workload = {
  id: 'fileHash',
  title: 'fileHash: 24 files read and hashed',
  sizes: { quick: 16_384, default: 65_536, full: 4_194_304 },
  unit: 'bytes a file',
  kind: 'mixed',
  python: 'file_hash',
  open: async (size) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-hash-'));
    const items = Array.from({ length: 24 }, (_, i) => path.join(folder, `${i}.bin`));
    const contents = items.map((_, i) => fileContent(`${i}`, size));
    await Promise.all(items.map((file, i) => writeFile(file, contents[i] ?? '')));
    return {
      task: hashFile,
      items,
      expected: contents.map((content) => createHash('sha256').update(content).digest('hex')),
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
};
