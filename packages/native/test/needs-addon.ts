import { available } from '../src/index.ts';

/**
 * Ends the run where there is no addon: one message says it better than every test.
 * @throws {Error} with where it was looked for, and how to build it
 */
export default function needsAddon(): void {
  const found = available();
  if (!found.available) throw new Error(`these tests need the addon. ${found.reason}`);
}
