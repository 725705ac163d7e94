import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

describe('the command counterpoint', () => {
  it('shows its help and its version', async () => {
    expect((await run(process.execPath, [main, '--help'])).stdout).toContain('bench ');
    expect((await run(process.execPath, [main, '--version'])).stdout).toBe('0.1.0\n');
  });

  it('lists the workloads of the bench', async () => {
    expect((await run(process.execPath, [main, 'bench', '--list'])).stdout).toMatch(
      /^Workloads.*\n\s+counter .*\n\s+sum /,
    );
  });

  it('answers an unknown command with exit code 2 and no stack trace', async () => {
    await expect(run(process.execPath, [main, 'benhc'])).rejects.toMatchObject({
      code: 2,
      stderr: "counterpoint: unknown command 'benhc'\n(Did you mean bench?)\n",
    });
  });
});
