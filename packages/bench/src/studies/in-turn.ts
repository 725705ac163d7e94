import type { Lab } from './lab.ts';

/**
 * Does the steps of a study one after another until the run is aborted; what was finished stays.
 * @param onStudies - told after every step what is there so far
 */
export async function inTurn<Result>(
  { options: { signal } }: Lab,
  onStudies: (studies: readonly Result[]) => Promise<void>,
  steps: readonly (() => Promise<Result>)[],
): Promise<readonly Result[]> {
  const found: Result[] = [];
  for (const step of steps) {
    if (signal.aborted) break;
    try {
      found.push(await step());
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    await onStudies(found);
  }
  return found;
}
