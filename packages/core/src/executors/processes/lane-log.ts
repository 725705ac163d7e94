import { closeSync, existsSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_BYTES, LOG_END_BYTES, LOG_HEADER_BYTES } from './log-page.ts';

/**
 * Opens the page that a child keeps its latest frames in until they are sent: a file without a name, in memory where the
 * system has such a folder. What a child wrote to it outlives the child, and a write costs no wake-up of the host.
 * @returns its descriptor; undefined where there is no such file, and frames must be sent one by one
 */
export function openLog(): number | undefined {
  // An open file keeps its name on Windows.
  if (process.platform === 'win32') return undefined;
  const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  try {
    const { randomUUID } = process.getBuiltinModule('node:crypto');
    const path = join(folder, `counterpoint-${randomUUID()}`);
    const log = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
    writeSync(log, Buffer.alloc(LOG_BYTES));
    return log;
  } catch {
    return undefined;
  }
}

/**
 * Reads the frames that a dead child had kept and not sent, and closes its page.
 * @param from - length of the stream of whole frames that did arrive, bytes
 * @returns frames with their lengths, as they would have arrived
 */
export function readLog(log: number, from: number): Buffer {
  const page = Buffer.alloc(LOG_BYTES);
  readSync(log, page, 0, LOG_BYTES, 0);
  closeSync(log);
  const offset = page.readDoubleLE(0);
  let end = LOG_HEADER_BYTES;
  while (end + LOG_END_BYTES <= LOG_BYTES) {
    const length = page.readUInt32LE(end);
    if (length === 0 || end + 4 + length > LOG_BYTES) break;
    end += 4 + length;
  }
  return page.subarray(Math.min(end, LOG_HEADER_BYTES + Math.max(0, from - offset)), end);
}
