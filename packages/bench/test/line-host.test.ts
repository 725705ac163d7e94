import { describe, expect, it } from 'vitest';
import { LineHost } from '../src/hosts/line-host.ts';
import { runCommand } from '../src/programs/run-command.ts';

const echo =
  "require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => console.log(line))";

describe('processes that work when they are asked', () => {
  it('are many at once with one listener for the end of this process', { timeout: 60_000 }, async () => {
    const { signal } = new AbortController();
    const before = process.listenerCount('exit');
    const hosts = Array.from({ length: 14 }, () => new LineHost(process.execPath, ['-e', echo]));
    const commands = Array.from({ length: 3 }, () => runCommand(process.execPath, ['-e', '']));
    expect(process.listenerCount('exit')).toBeLessThanOrEqual(before + 1);
    expect(await hosts[13]?.request({ question: 1 }, signal)).toEqual({ question: 1 });
    expect((await Promise.all(commands)).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    await Promise.all(hosts.map((host) => host.close()));
    await expect(hosts[0]?.request({ question: 2 }, signal)).rejects.toThrow('SIGKILL');
  });
});
