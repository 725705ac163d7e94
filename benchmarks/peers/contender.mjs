import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
/** Every Node process reads these certificates as it starts: time and memory that tell of the machine, not of a contender. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...ENVIRONMENT } = process.env;
const START_LIMIT_MS = 20_000;
const MEASURE_LIMIT_MS = 60_000;

/** One contender of one row, in a process of its own: what a peer does to its process touches no other. */
export class Contender {
  constructor(row, name) {
    this.row = row;
    this.name = name;
    this.failure = undefined;
  }

  /** Starts its process; notes a failure instead of throwing. */
  async start() {
    const [command, ...args] = this.name.startsWith('python/')
      ? ['python3', path('peers/python.py')]
      : [process.execPath, path('host.mjs')];
    this.child = spawn(command, [...args, this.row.id, this.name], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: ENVIRONMENT,
    });
    this.errors = '';
    this.child.stderr.on('data', (chunk) => (this.errors = (this.errors + chunk).slice(-2000)));
    this.child.stdin.on('error', () => undefined);
    this.child.on('error', (error) => (this.errors = error.message));
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    await this.guard(this.answer(START_LIMIT_MS));
  }

  /** Measures once; undefined where it has failed. */
  async measure(options) {
    if (this.failure !== undefined) return undefined;
    if (this.row.fresh === true && this.used === true) {
      await this.stop();
      await this.start();
    }
    this.used = true;
    this.child.stdin.write(`${JSON.stringify(options)}\n`);
    return this.guard(this.answer(MEASURE_LIMIT_MS));
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    this.child.stdin.end();
    await gone;
    clearTimeout(kill);
  }

  lastError() {
    const lines = this.errors.trim().split('\n');
    return lines.findLast((line) => /Error\b/.test(line)) ?? (lines.at(-1) || 'its process ended');
  }

  async guard(answer) {
    try {
      return await answer;
    } catch (error) {
      this.failure = error.message;
      this.child.kill('SIGKILL');
      return undefined;
    }
  }

  async answer(limitMs) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
    });
    try {
      const { done, value } = await Promise.race([this.lines.next(), late]);
      if (done) throw new Error(this.lastError());
      const answer = JSON.parse(value);
      if (answer.error !== undefined) throw new Error(answer.error.split('\n')[0]);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }
}
