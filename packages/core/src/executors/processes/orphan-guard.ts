import type { ChildProcess } from 'node:child_process';

/** Keeps a list of process ids from its input, and kills those left on it when the input ends. */
const SCRIPT = `p=' '
while read -r op id; do
  case "$op" in
    +) p="$p$id " ;;
    -) p="\${p%% $id *} \${p#* $id }" ;;
  esac
done
for id in $p; do kill -9 "$id" 2>/dev/null; done`;

/**
 * Ends lanes whose host was killed. A child that spins does not see its pipe close; this shell does, as its only work is
 * to wait for that. One serves all lanes of an executor. Without a POSIX shell (Windows) there is none.
 */
export class OrphanGuard {
  private shell: ChildProcess | undefined;
  private count = 0;

  add(pid: number): void {
    if (process.platform === 'win32') return;
    this.count++;
    this.shell ??= this.start();
    this.shell.stdin?.write(`+ ${pid}\n`);
  }

  /** Forgets a process that has ended: its number may belong to another soon. */
  remove(pid: number): void {
    if (this.shell === undefined) return;
    this.count--;
    this.shell.stdin?.write(`- ${pid}\n`);
    if (this.count > 0) return;
    this.shell.stdin?.end();
    this.shell = undefined;
  }

  private start(): ChildProcess {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const shell = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    // Without a shell the lanes still end by themselves as soon as they look at their pipe.
    shell.on('error', () => undefined);
    shell.stdin?.on('error', () => undefined);
    shell.unref();
    (shell.stdin as unknown as { unref?(): void } | null)?.unref?.();
    return shell;
  }
}
