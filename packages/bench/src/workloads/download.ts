import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineTask, type Task } from '@counterpoint/core';
import { fileContent } from '../server/file-content.ts';
import { startServer } from '../server/start-server.ts';
import type { Workload } from './workload.ts';

/** A file to download. */
export interface Download {
  readonly url: string;
  readonly path: string;
}

/** Downloads a URL into a file and gives the number of its bytes; a status other than 200 is an error. */
export const downloadFile: Task<(file: Download) => Promise<number>> = defineTask(
  import.meta.url,
  'downloadFile',
  async ({ url, path: target }: Download): Promise<number> => {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`${url}: expected status 200, got ${response.status}`);
    const content = new Uint8Array(await response.arrayBuffer());
    await writeFile(target, content);
    return content.byteLength;
  },
);

const FILES = 4;
const LATENCY_MS = 20;

/** The article's downloads, from a server on this machine whose answers take 20 ms; the size is that of a file. */
export const download: Workload = {
  id: 'download',
  title: `download: ${FILES} files over HTTP, ${LATENCY_MS} ms latency`,
  sizes: { quick: 32_768, default: 32_768, full: 1_048_576 },
  unit: 'bytes a file',
  kind: 'io',
  python: 'download',
  article: true,
  open: async (size, signal) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-download-'));
    const server = await startServer(signal);
    const items = Array.from({ length: FILES }, (_, i): Download => ({
      url: `${server.url}/file${i}.bin?bytes=${size}&latency=${LATENCY_MS}`,
      path: path.join(folder, `file${i}.bin`),
    }));
    const hashes = items.map((_, i) => sha256(fileContent(`/file${i}.bin`, size)));
    return {
      task: downloadFile,
      items,
      expected: items.map(() => size),
      verify: async () => {
        for (const [i, item] of items.entries()) {
          const content = await readFile(item.path).catch(() => undefined);
          if (content === undefined) return `${path.basename(item.path)} was not written`;
          await rm(item.path);
          const found = sha256(content);
          if (found !== hashes[i])
            return `${path.basename(item.path)}: expected SHA-256 ${hashes[i]}, got ${found}`;
        }
        return undefined;
      },
      close: async () => {
        await server.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
