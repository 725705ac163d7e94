import { diagnose, type Diagnosis, type FoundTool } from '@counterpoint/bench';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';

/** What this machine offers, and what to fix. */
export const command: Command = defineCommand<{ readonly json?: boolean }>({
  arguments: '',
  description:
    'Tells what this machine offers: cores and what bounds them, Node, addon, toolchain, noise now; and what to fix.',
  options: [JSON_OPTION],
  examples: [{ line: 'counterpoint doctor', summary: 'before measurements that matter' }],
  exitCodes: { 0: 'told', 2: 'wrong usage' },
  run: async ({ options, io }) => {
    const diagnosis = await diagnose();
    io.stdout.write(options.json === true ? `${JSON.stringify(diagnosis)}\n` : rendered(diagnosis));
    return 0;
  },
});

function rendered(found: Diagnosis): string {
  const { addon, noise } = found;
  const rows: readonly (readonly [string, string])[] = [
    ['CPU', found.cpu ?? 'unknown'],
    ['effective cores', `${found.effectiveCores}, bounded by ${found.boundBy}`],
    [
      'affinity, quota',
      `${found.affinity} of ${found.onlineCores} cores, ${found.quota === null ? 'no quota' : `${found.quota} cores`}`,
    ],
    ['memory', `${(found.memoryMb / 1000).toFixed(1)} GB`],
    ['Node', `${found.node}, ${found.nodePath}; libuv's pool has ${found.libuvThreads} threads`],
    [
      'addon',
      addon.loaded ? `loaded from ${addon.path ?? 'an unknown place'}` : `not loaded: ${addon.reason}`,
    ],
    ['compilers', tools(found.compilers)],
    ['Pythons', tools(found.pythons)],
    [
      'noise now',
      `${Math.round(noise.capacity * 100)} % of the cores are to be had; the same loop varies by ${Math.round(noise.spread * 100)} %; load ${found.load1m.toFixed(2)}`,
    ],
  ];
  const fix = found.advice.length === 0 ? ['nothing to fix'] : found.advice;
  return `${rows.map(([name, text]) => `${name.padEnd(16)} ${text}`).join('\n')}\n\n${fix.map((line) => `- ${line}`).join('\n')}\n`;
}

function tools(found: readonly FoundTool[]): string {
  const there = found.filter(({ version }) => version !== null);
  return there.length === 0 ? 'none' : there.map(({ name, version }) => `${name} (${version})`).join(', ');
}
