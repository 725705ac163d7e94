/** Programs that take turns, a run each: what else the machine does, for a second or for a minute, falls on all of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { shuffled } from './estimate.mjs';

/** Starts a program that works once for each line on its stdin, and then prints `lines` lines of JSON. */
export function startProgram(command, args, lines = 1) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  child.stdin.on('error', () => undefined);
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await output.next();
    if (done) throw new Error(`${[command, ...args].join(' ')} ended before its turn did`);
    return JSON.parse(value);
  };
  return {
    /** What it printed. */
    async turn() {
      child.stdin.write('\n');
      const printed = [];
      while (printed.length < lines) printed.push(await next());
      return printed;
    },
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}

/** Starts the players of all groups, one after the other, each with a turn that does not count; gives each so many turns,
 * those of a group one right after the other, in random order; and ends them. At any time one of them works.
 * Returns the sums of what their turns gave, by group and name.
 * @param groups - by name, by name: functions that start a player, whose `turn()` gives an object of numbers */
export async function takeTurns(turns, groups) {
  const entries = Object.entries(groups).map(([group, starts]) =>
    Object.entries(starts).map(([name, start]) => ({ group, name, start, total: {} })),
  );
  const all = entries.flat();
  try {
    for (const entry of all) {
      entry.player = entry.start();
      await entry.player.turn();
    }
    for (let turn = 0; turn < turns; turn++)
      for (const entry of shuffled(entries).flatMap(shuffled)) add(entry.total, await entry.player.turn());
  } finally {
    await Promise.all(all.map(({ player }) => player?.end()));
  }
  const sums = Object.fromEntries(Object.keys(groups).map((group) => [group, {}]));
  for (const { group, name, total } of all) sums[group][name] = total;
  return sums;
}

function add(total, numbers) {
  for (const [key, value] of Object.entries(numbers)) total[key] = (total[key] ?? 0) + value;
}
