import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { killAtExit } from '../programs/kill-at-exit.ts';

/** How a host is started. */
export interface LineHostOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * A process that does work when asked to: one line of JSON in, one line of JSON out.
 *
 * It runs in a process group of its own; closing it, or the end of this process, ends the group.
 */
export class LineHost {
  private readonly command: string;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<void>;
  private waiting: Waiting | undefined;
  private stderr = '';
  private failure: Error | undefined;

  constructor(command: string, args: readonly string[], options: LineHostOptions = {}) {
    this.command = command;
    this.child = spawn(command, args, {
      detached: process.platform !== 'win32',
      stdio: 'pipe',
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    const settled = killAtExit(this.kill);
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString()).slice(-2000);
    });
    this.child.stdin.on('error', () => undefined);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.answer(line));
    this.ended = new Promise((resolve) => {
      const end = (reason: string): void => {
        settled();
        this.failure ??= new Error(`${this.command} ${reason}${this.said()}`);
        this.waiting?.reject(this.failure);
        this.waiting = undefined;
        resolve();
      };
      this.child.on('error', (error) => end(error.message));
      this.child.on('close', (code, signal) => end(`ended with ${signal ?? `exit code ${code}`}`));
    });
  }

  /** The process's id; undefined if it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Asks for something; one question at a time.
   * @returns the answer, parsed
   * @throws {Error} if the process ends before it answers, or answers `{ "error": … }`
   * @throws the signal's reason if it aborts; the process is killed then
   */
  async request(question: object, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    if (this.failure !== undefined) throw this.failure;
    const abort = (): void => {
      this.failure ??= signal.reason as Error;
      this.kill();
    };
    signal.addEventListener('abort', abort);
    try {
      const answer = await new Promise((resolve, reject) => {
        this.waiting = { resolve, reject };
        this.child.stdin.write(`${JSON.stringify(question)}\n`);
      });
      if (typeof answer === 'object' && answer !== null && 'error' in answer) {
        throw new Error(String(answer.error));
      }
      return answer;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Ends the process and its children; safe to call twice. */
  async close(): Promise<void> {
    this.kill();
    await this.ended;
  }

  private answer(line: string): void {
    const { waiting } = this;
    this.waiting = undefined;
    try {
      waiting?.resolve(JSON.parse(line));
    } catch {
      waiting?.reject(new Error(`${this.command} wrote no JSON: ${line.slice(0, 200)}`));
    }
  }

  private readonly kill = (): void => {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch {
      // it ended by itself in the meantime
    }
  };

  private said(): string {
    const text = this.stderr.trim();
    return text === '' ? '' : `: ${text.slice(-400)}`;
  }
}
