import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EngineUnavailable } from '../errors/executor-error.ts';

/** Names the file `lane-entry.js` beside a transport. */
export function laneEntry(transportUrl: string): string {
  return fileURLToPath(new URL('lane-entry.js', transportUrl));
}

/** @throws {EngineUnavailable} where a bundler has left the file behind */
export function needLaneEntry(path: string): void {
  if (existsSync(path)) return;
  throw new EngineUnavailable(
    `the file that lanes start from is not there (${path}): a bundler must leave @counterpoint/core out, as an external package`,
  );
}
