import http from 'node:http';
import https from 'node:https';
import { DownloadError } from './download-error.mjs';

const CLIENTS = { 'http:': http, 'https:': https };
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Connections are kept and used again. Limits are those of PerHost. */
const AGENTS = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 256 }),
};

/**
 * Sends a GET and follows redirects, to http and https only.
 * @param url - a URL object
 * @param use - takes the response and its URL; the turn at the host ends when it does
 * @returns what `use` returns
 * @throws {DownloadError}
 */
export async function get(url, headers, { limits, perHost, stop }, use) {
  let target = url;
  for (let hop = 0; ; hop++) {
    if (!Object.hasOwn(CLIENTS, target.protocol))
      throw new DownloadError('ERR_SCHEME', `expected http or https, got ${target.protocol} in ${target}`);
    const done = await perHost.turn(target.host);
    try {
      if (stop.reason !== undefined) throw stop.reason;
      const response = await answer(target, headers, limits, stop);
      const { statusCode, headers: answered } = response;
      if (!REDIRECTS.has(statusCode) || answered.location === undefined) return await use(response, target);
      response.destroy();
      if (hop === limits.redirects)
        throw new DownloadError(
          'ERR_REDIRECT',
          `more than ${limits.redirects} redirects, the last one to ${answered.location}`,
        );
      if (!URL.canParse(answered.location, target))
        throw new DownloadError('ERR_REDIRECT', `a redirect to no URL: ${answered.location}`);
      target = new URL(answered.location, target);
    } finally {
      done();
    }
  }
}

/** Waits for the head of an answer. */
function answer(url, headers, { answerMs, idleMs }, stop) {
  return new Promise((resolve, reject) => {
    const request = CLIENTS[url.protocol].get(url, { agent: AGENTS[url.protocol], headers });
    const late = (what, ms) => () =>
      request.destroy(new DownloadError('ERR_TIMEOUT', `${what} for ${ms} ms`, { again: true }));
    const timer = setTimeout(late('no answer', answerMs), answerMs);
    stop.onStop((reason) => request.destroy(reason));
    request.on('close', () => clearTimeout(timer));
    request.on('error', reject);
    request.on('response', (response) => {
      clearTimeout(timer);
      request.setTimeout(idleMs, late('not a byte', idleMs));
      resolve(response);
    });
  });
}
