import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A process that has ended and that nobody has waited for still has its number.
    return !existsSync('/proc/self/stat') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a process lane', () => {
  it.skipIf(process.platform === 'win32')('that spins does not outlive a host that was killed', async () => {
    const source = `
      import { createExecutor, taskFromFunction } from '@counterpoint/core';
      const pool = createExecutor('processes', { concurrency: 1 });
      console.log(await pool.submit(taskFromFunction(() => process.pid)));
      pool.submit(taskFromFunction(() => { for (;;); }));
    `;
    const host = spawn(process.execPath, ['--input-type=module', '-e', source], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(host.stdout, 'data')) as [Buffer];
    const lane = Number(chunk.toString());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(alive(lane)).toBe(true);
    host.kill('SIGKILL');
    for (let waited = 0; waited < 20 && alive(lane); waited++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const left = alive(lane);
    if (left) process.kill(lane, 'SIGKILL');
    expect(left).toBe(false);
  });
});
