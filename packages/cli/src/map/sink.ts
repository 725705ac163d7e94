import { closeSync, fstatSync, ftruncateSync, openSync, write } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { UserError } from '../command/user-error.ts';

const writeTo = promisify(write);

/** Thrown when the reader of the output went away. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
}

/**
 * Where the output goes: stdout or a file.
 *
 * Written off this thread, so that a slow reader holds the run back but never the signals.
 */
export class Sink {
  private readonly fd: number;
  private readonly name: string;
  private length: number | undefined;

  /** @param file - undefined for stdout; @param append - go on with what is there */
  constructor(file: string | undefined, append: boolean) {
    this.name = file ?? 'stdout';
    try {
      this.fd = file === undefined ? 1 : openSync(file, append ? 'a' : 'w');
      const stats = fstatSync(this.fd);
      this.length = stats.isFile() ? stats.size : undefined;
    } catch (error) {
      throw new UserError(`${this.name} cannot be written: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Bytes in the file; undefined for a pipe or a terminal. */
  get bytes(): number | undefined {
    return this.length;
  }

  /**
   * Cuts off what a killed run wrote after the last line that it noted.
   * @throws {UserError} if the file is shorter than that
   */
  cutTo(bytes: number): void {
    if (this.length === undefined) return;
    if (this.length < bytes) {
      throw new UserError(
        `${this.name} has ${this.length} bytes, but ${bytes} were written before: append with >> (not >), or use --out`,
      );
    }
    ftruncateSync(this.fd, bytes);
    this.length = bytes;
  }

  /**
   * Writes all of it.
   * @throws {OutputClosed} if nobody reads any more
   * @throws {UserError} if it cannot be written: a full disk, say
   */
  async write(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      try {
        at += (await writeTo(this.fd, bytes, at, bytes.length - at, null)).bytesWritten;
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') throw new OutputClosed(message);
        if (code !== 'EAGAIN')
          throw new UserError(`${this.name} cannot be written: ${message}`, { cause: error });
        await wait(2);
      }
    }
    if (this.length !== undefined) this.length += bytes.length;
  }

  close(): void {
    if (this.fd !== 1) closeSync(this.fd);
  }
}
