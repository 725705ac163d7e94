import type { CliIo } from '../command/io.ts';

/** Where something stands. */
export interface Standing {
  readonly done: number;
  /** Undefined where nobody knows how many there are. */
  readonly total?: number | undefined;
  readonly failed?: number;
  /** Said after the numbers. */
  readonly note?: string;
}

/** How often the line is drawn: on a terminal, and elsewhere. */
const EVERY_MS = { terminal: 100, log: 5000 };

/** A line on stderr that tells where something stands: redrawn on a terminal, a new line now and then elsewhere. */
export class Progress {
  private readonly stderr: NodeJS.WriteStream;
  private readonly timer: NodeJS.Timeout;
  private readonly startMs = performance.now();
  private readonly read: () => Standing;

  /** @param read - asked for the standing whenever the line is drawn */
  constructor(io: CliIo, read: () => Standing) {
    this.stderr = io.stderr;
    this.read = read;
    this.timer = setInterval(() => this.draw(), this.stderr.isTTY ? EVERY_MS.terminal : EVERY_MS.log).unref();
  }

  /** Removes the line from a terminal; to be called before anything else is written to stderr. */
  clear(): void {
    if (this.stderr.isTTY) this.stderr.write('\r\u001B[K');
  }

  /** Ends it; safe to call twice. */
  stop(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private draw(): void {
    const elapsedMs = performance.now() - this.startMs;
    if (!this.stderr.isTTY) {
      this.stderr.write(`${progressLine(this.read(), elapsedMs)}\n`);
      return;
    }
    const line = progressLine(this.read(), elapsedMs).slice(0, (this.stderr.columns || 80) - 1);
    this.stderr.write(`\r${line}\u001B[K`);
  }
}

/** Writes a standing as text: bar and ETA where the total is known, count and rate always. */
export function progressLine({ done, total, failed = 0, note = '' }: Standing, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? (done / elapsedMs) * 1000 : 0;
  const parts: string[] = [];
  if (total !== undefined && total > 0) {
    const filled = Math.min(20, Math.floor((done / total) * 20));
    parts.push(`[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}] ${Math.floor((done / total) * 100)}%`);
    parts.push(`${done}/${total}`);
  } else parts.push(`${done} done`);
  parts.push(`${rate >= 100 ? Math.round(rate) : rate.toPrecision(2)}/s`);
  if (total !== undefined && rate > 0 && done < total) parts.push(`ETA ${clock((total - done) / rate)}`);
  else parts.push(clock(elapsedMs / 1000));
  if (failed > 0) parts.push(`${failed} failed`);
  if (note !== '') parts.push(note);
  return parts.join('  ');
}

/** Writes seconds as m:ss or h:mm:ss. */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0
    ? `${h}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`
    : `${m}:${String(s).padStart(2, '0')}`;
}
