import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EnvironmentResult } from '../result/environment.ts';

/** A measurement that was saved under a name. */
export interface Baseline {
  readonly baselineVersion: 1;
  readonly name: string;
  /** The command or function that was measured. */
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly environment: EnvironmentResult;
  readonly samplesMs: readonly number[];
}

/** Where baselines lie: in the folder where the command runs. */
export function baselineFolder(cwd: string): string {
  return path.join(cwd, '.counterpoint', 'baselines');
}

/**
 * Saves a baseline, over one of the same name.
 * @returns the path of its file
 * @throws {RangeError} if the name is no simple word
 */
export async function saveBaseline(cwd: string, baseline: Baseline): Promise<string> {
  const file = baselineFile(cwd, baseline.name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(baseline, null, 1)}\n`);
  return file;
}

/**
 * Loads a baseline.
 * @throws {RangeError} if there is none of this name
 */
export async function loadBaseline(cwd: string, name: string): Promise<Baseline> {
  try {
    return JSON.parse(await readFile(baselineFile(cwd, name), 'utf8')) as Baseline;
  } catch (error) {
    const names = (await listBaselines(cwd)).map((one) => one.name);
    const known = names.length === 0 ? 'none is saved here' : `saved here: ${names.join(', ')}`;
    throw new RangeError(`no baseline "${name}": ${known}`, { cause: error });
  }
}

/** Lists the baselines of a folder, by name; empty if there are none. */
export async function listBaselines(cwd: string): Promise<Baseline[]> {
  const files = await readdir(baselineFolder(cwd)).catch(() => []);
  const found: Baseline[] = [];
  for (const file of files.toSorted((a, b) => a.localeCompare(b))) {
    if (file.endsWith('.json'))
      found.push(JSON.parse(await readFile(path.join(baselineFolder(cwd), file), 'utf8')) as Baseline);
  }
  return found;
}

function baselineFile(cwd: string, name: string): string {
  if (!/^[\w.-]{1,80}$/.test(name) || name.startsWith('.'))
    throw new RangeError(`baseline name: expected letters, digits, ".", "_" and "-", got "${name}"`);
  return path.join(baselineFolder(cwd), `${name}.json`);
}
