import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

it(
  'random kernels in workers that end at random moments: nothing wrong, nothing left',
  { timeout: 120_000 },
  () => {
    const main = fileURLToPath(new URL('stress/main.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--expose-gc', main, '--seconds', '6', '--workers', '8'],
      { encoding: 'utf8', timeout: 110_000 },
    );
    expect({ status, stderr, stdout }).toMatchObject({ status: 0, stderr: '' });
  },
);
