import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './attempt.mjs';
import { DownloadError } from './download-error.mjs';
import { fileName } from './file-name.mjs';
import { PerHost } from './per-host.mjs';
import { Stop } from './stop.mjs';

/** Errors of the network after which another try can help. */
const AGAIN = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_SOCKET',
]);

/** Downloads files with one set of limits; a URL that is asked for twice is downloaded once. */
export class Downloader {
  #limits;
  #perHost;
  #signal;
  #underWay = new Map();
  #stops = new Set();

  /** @param signal - ends all downloads */
  constructor(limits, signal) {
    this.#limits = limits;
    this.#perHost = new PerHost(limits.perHost);
    this.#signal = signal;
    signal.addEventListener('abort', () => {
      for (const stop of this.#stops) stop.stop(signal.reason);
    });
  }

  /**
   * Downloads a URL into the folder; a file that is there already is kept, as it can only be complete.
   * @returns `{ url, file, bytes, state }`; the state is `saved` or `kept`
   * @throws {DownloadError} or what the network or the file system threw
   */
  download(text) {
    let running = this.#underWay.get(text);
    if (running === undefined) {
      running = this.#download(text).finally(() => this.#underWay.delete(text));
      this.#underWay.set(text, running);
    }
    return running;
  }

  async #download(text) {
    if (!URL.canParse(text))
      throw new DownloadError('ERR_SCHEME', `expected a URL, got ${JSON.stringify(text)}`);
    const url = new URL(text);
    const { protocol } = url;
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new DownloadError('ERR_SCHEME', `expected http or https, got ${protocol} in ${text}`);
    const file = join(this.#limits.folder, fileName(url));
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined) return { url: text, file, bytes: there.size, state: 'kept' };
    if (!existsSync(this.#limits.folder)) mkdirSync(this.#limits.folder, { recursive: true });

    this.#signal.throwIfAborted();
    const { deadlineMs } = this.#limits;
    const stop = new Stop(
      deadlineMs,
      () => new DownloadError('ERR_TIMEOUT', `not done after ${deadlineMs} ms`),
    );
    this.#stops.add(stop);
    try {
      return { url: text, file, bytes: await this.#tries(url, file, stop), state: 'saved' };
    } finally {
      stop.clear();
      this.#stops.delete(stop);
    }
  }

  async #tries(url, file, stop) {
    const { retries, backOffMs, mostWaitMs } = this.#limits;
    for (let tried = 0; ; tried++) {
      try {
        return await attempt(url, file, { limits: this.#limits, perHost: this.#perHost, stop });
      } catch (error) {
        if (stop.reason !== undefined) throw stop.reason;
        if (tried >= retries || !(error.again ?? AGAIN.has(error.code))) throw error;
        // Between half and the whole of it, so that many clients do not come back at the same moment.
        const backOff = backOffMs * 2 ** tried * (0.5 + Math.random() / 2);
        await stop.wait(Math.min(mostWaitMs, error.waitMs ?? backOff));
        if (stop.reason !== undefined) throw stop.reason;
      }
    }
  }
}
