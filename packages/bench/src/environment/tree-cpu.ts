import { readdirSync, readFileSync } from 'node:fs';

/** CPU time in ms of this process and, on Linux, of its living children and theirs; grows from call to call. */
export function treeCpuMs(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  if (process.platform !== 'linux') return own;
  return descendants(process.pid).reduce((sum, pid) => sum + processCpuMs(pid), own);
}

/** Lists the processes below one; empty outside Linux. */
export function descendants(root: number): number[] {
  const parents = new Map<number, number[]>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // The parent's id follows the name in brackets, which may hold spaces and brackets. Source: proc(5).
    const parent = Number(read(`/proc/${name}/stat`)?.split(') ').at(-1)?.split(' ')[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (let next = [root]; next.length > 0;) {
    next = next.flatMap((pid) => parents.get(pid) ?? []);
    found.push(...next);
  }
  return found;
}

/** Memory of a process in bytes, shared pages divided among those who share them (PSS); null where it cannot be read. */
export function pssBytes(pid: number): number | null {
  const kib = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return kib === undefined ? null : Number(kib) * 1024;
}

/** PSS of a process and all below it; null where it cannot be read. */
export function treePssBytes(root: number): number | null {
  const sizes = [root, ...descendants(root)].map(pssBytes);
  return sizes[0] === null ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** Time on a CPU of all threads of a process. Source: sched-stats of the Linux kernel, first field in ns. */
function processCpuMs(pid: number): number {
  return list(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[0] ?? 0) / 1e6,
    0,
  );
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
