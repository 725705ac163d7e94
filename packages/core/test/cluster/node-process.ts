import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Node process of a test: it tells a line when something has happened, and is ended by its own id. */
export class NodeProcess {
  readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  /**
   * @param script - name of a file in `programs`
   * @param within - what the command begins with, where it is to run on another host
   */
  constructor(script: string, args: readonly unknown[], within: readonly string[] = []) {
    const file = fileURLToPath(new URL(`programs/${script}`, import.meta.url));
    const [command, ...rest] = [...within, process.execPath, file, JSON.stringify(args)];
    this.child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream })[
      Symbol.asyncIterator
    ]();
  }

  /** Waits for the next line. */
  async line(): Promise<string> {
    const { done, value } = await this.lines.next();
    if (done === true) throw new Error('the process ended without another line');
    return value;
  }

  /** Ends the process by a signal, and waits for its end. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
