import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { attempt } from './attempt.mjs';
import { DownloadError } from './download-error.mjs';
import { fileName } from './file-name.mjs';
import { PerHost } from './per-host.mjs';

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
  #underWay = new Map();

  constructor(limits) {
    this.#limits = limits;
    this.#perHost = new PerHost(limits.perHost);
  }

  /**
   * Downloads a URL into the folder; a file that is there already is kept, as it can only be complete.
   * @returns `{ url, file, bytes, state }`; the state is `saved` or `kept`
   * @throws {DownloadError} or what the network or the file system threw
   */
  download(text, signal = new AbortController().signal) {
    let running = this.#underWay.get(text);
    if (running === undefined) {
      running = this.#download(text, signal).finally(() => this.#underWay.delete(text));
      this.#underWay.set(text, running);
    }
    return running;
  }

  async #download(text, signal) {
    if (!URL.canParse(text))
      throw new DownloadError('ERR_SCHEME', `expected a URL, got ${JSON.stringify(text)}`);
    const { href, protocol } = new URL(text);
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new DownloadError('ERR_SCHEME', `expected http or https, got ${protocol} in ${text}`);
    const file = join(this.#limits.folder, fileName(href));
    if (!existsSync(this.#limits.folder)) await mkdir(this.#limits.folder, { recursive: true });
    if (existsSync(file)) return { url: text, file, bytes: (await stat(file)).size, state: 'kept' };

    const deadline = new AbortController();
    const { deadlineMs } = this.#limits;
    const timer = setTimeout(
      () => deadline.abort(new DownloadError('ERR_TIMEOUT', `not done after ${deadlineMs} ms`)),
      Math.min(deadlineMs, 2 ** 31 - 1),
    );
    const abort = () => deadline.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      return { url: text, file, bytes: await this.#tries(href, file, deadline.signal), state: 'saved' };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }

  async #tries(url, file, signal) {
    const { retries, backOffMs, mostWaitMs } = this.#limits;
    for (let tried = 0; ; tried++) {
      try {
        return await attempt(url, file, { limits: this.#limits, perHost: this.#perHost, signal });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (tried >= retries || !(error.again ?? AGAIN.has(error.code))) throw error;
        // Between half and the whole of it, so that many clients do not come back at the same moment.
        const backOff = backOffMs * 2 ** tried * (0.5 + Math.random() / 2);
        await wait(Math.min(mostWaitMs, error.waitMs ?? backOff), undefined, { signal }).catch(() => {
          throw signal.reason;
        });
      }
    }
  }
}
