import { fileURLToPath } from 'node:url';

/** Gives the path of a host's program in this folder, compiled or not as this file is. */
export function hostEntry(name: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, import.meta.url));
}
