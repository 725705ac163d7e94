import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATH = '/usr/bin/chromium';

/** Whether the tests in a browser run: where there is none they are skipped by name, but not in CI, where they fail. */
export const BROWSER_EXPECTED: boolean = existsSync(PATH) || process.env['CI'] !== undefined;

if (!BROWSER_EXPECTED)
  console.warn('not run here: the tests of the report in a browser; they need `apt-get install chromium`');

/** Starts Debian's Chromium with a fresh profile and without anything that would use the network by itself. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: PATH,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
