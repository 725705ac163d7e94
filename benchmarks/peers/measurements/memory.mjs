import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects garbage. Asked for on the command line, the flag would be handed on, and children that have it start without their code cache. */
export function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

/** Peak resident size of this process so far, bytes. */
export function peakBytes() {
  return fieldKib('/proc/self/status', /^VmHWM:\s+(\d+) kB/m) * 1024;
}

/** Private memory of this process and its children, MiB. */
export function privateMib() {
  const pids = [process.pid, ...children()];
  let kib = 0;
  for (const pid of pids) {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    for (const [, size] of text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)) kib += Number(size);
  }
  return kib / 1024;
}

/** CPU time of this process and its children, ms. */
export function cpuMs() {
  let ticks = 0;
  for (const pid of [process.pid, ...children()]) {
    const fields = statFields(pid);
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

function children() {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Number(statFields(name)[1]) === process.pid;
    } catch {
      return false;
    }
  });
}

/** Fields of /proc/PID/stat from the state on; the name before them may hold blanks. */
function statFields(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function fieldKib(file, pattern) {
  return Number(pattern.exec(readFileSync(file, 'utf8'))[1]);
}
