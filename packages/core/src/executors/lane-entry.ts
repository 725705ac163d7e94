import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EngineUnavailable } from '../errors/executor-error.ts';

/** Names the built file that lanes start from; in dist it lies beside the file that this becomes a part of. */
export function laneEntry(name: 'thread-lane' | 'process-lane'): string {
  return fileURLToPath(new URL(`${name}.js`, import.meta.url));
}

/** @throws {EngineUnavailable} where a bundler has left the file behind */
export function needLaneEntry(path: string): void {
  if (existsSync(path)) return;
  throw new EngineUnavailable(
    `the file that lanes start from is not there (${path}): a bundler must leave @counterpoint/core out, as an external package`,
  );
}
