import { DownloadError } from './download-error.mjs';
import { get } from './request.mjs';
import { Part } from './part.mjs';

/** Up to here a body is kept in memory and written in one piece. */
const SMALL_BYTES = 65_536;
/** So much of a larger one is gathered for a write: more than that, only a killed process has to ask for again. */
const PIECE_BYTES = 262_144;
/** Answers after which another try can help. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * Tries once to download a URL into a file; goes on with what an earlier try left if the server has the same version.
 * @param url - a URL object
 * @param run - `{ limits, perHost, stop }`
 * @returns bytes of the file
 * @throws {DownloadError} or what the network or the file system threw
 */
export async function attempt(url, path, run) {
  const part = new Part(path);
  const left = await part.left(url.href);
  const headers = {
    'user-agent': 'counterpoint-download-example',
    // A compressed body could be a bomb, and its length says nothing.
    'accept-encoding': 'identity',
    ...(left === undefined ? {} : { range: `bytes=${left.bytes}-`, 'if-range': left.validator }),
  };
  return get(url, headers, run, async (response) => {
    try {
      const plan = await planOf(response, left, part, run.limits);
      return await receive(response, plan, url.href, part, run.limits);
    } finally {
      if (!response.readableEnded) response.destroy();
    }
  });
}

/** Looks at the head: what the body is, and where it belongs. */
async function planOf(response, left, part, limits) {
  const { statusCode, headers } = response;
  if (statusCode === 416 && left !== undefined) {
    await part.remove();
    throw new DownloadError('ERR_RANGE', 'the server has less than was there already: from the start', {
      again: true,
      waitMs: 0,
    });
  }
  if (statusCode !== 200 && !(statusCode === 206 && left !== undefined)) {
    throw new DownloadError('ERR_STATUS', `expected status 200, got ${statusCode}`, {
      again: AGAIN.has(statusCode),
      waitMs: retryAfterMs(headers['retry-after']),
    });
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new DownloadError(
      'ERR_ENCODING',
      `asked for the bytes as they are, got Content-Encoding: ${encoding}`,
    );
  const length = headers['content-length'] === undefined ? undefined : Number(headers['content-length']);
  let at = 0;
  let total = length;
  if (statusCode === 206) {
    const [, start, , size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
    if (Number(start) !== left.bytes) {
      await part.remove();
      throw new DownloadError(
        'ERR_RANGE',
        `asked for bytes from ${left.bytes}, got ${headers['content-range']}`,
        { again: true, waitMs: 0 },
      );
    }
    at = left.bytes;
    total = Number(size);
  }
  if (total > limits.maxBytes) throw tooLarge(limits);
  return { at, total, validator: at > 0 ? left.validator : validatorOf(headers) };
}

/** Receives the body. */
async function receive(response, { at, total, validator }, url, part, limits) {
  if (at === 0 && total <= SMALL_BYTES) {
    part.write(await whole(response, total));
    return total;
  }
  let held = [];
  let written = at;
  let bytes = at;
  const handle = await part.open(url, validator, at);
  const write = async () => {
    await writeAll(handle, held, written);
    held = [];
    written = bytes;
  };
  try {
    for await (const chunk of response) {
      if (bytes + chunk.length > limits.maxBytes) throw tooLarge(limits);
      held.push(chunk);
      bytes += chunk.length;
      if (bytes - written >= PIECE_BYTES) await write();
    }
  } catch (error) {
    throw isAborted(error) ? truncated(bytes, total) : error;
  } finally {
    try {
      if (held.length > 0) await write();
    } finally {
      await handle.close();
    }
  }
  if (!response.complete || (total !== undefined && bytes !== total)) throw truncated(bytes, total);
  await part.finish();
  return bytes;
}

/** Receives a small body; its length was announced, so Node's parser ends it there. */
function whole(response, total) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let bytes = 0;
    response.on('data', (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
    });
    response.on('error', (error) => reject(isAborted(error) ? truncated(bytes, total) : error));
    response.on('end', () => {
      if (response.complete && bytes === total) resolve(chunks);
      else reject(truncated(bytes, total));
    });
  });
}

/** Tells the error of a connection that ended in mid-body. */
function isAborted({ code, message }) {
  return code === 'ECONNRESET' && message === 'aborted';
}

async function writeAll(handle, chunks, position) {
  const { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === chunks.reduce((sum, { length }) => sum + length, 0)) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let at = 0; at < rest.length;)
    at += (await handle.write(rest, at, rest.length - at, position + bytesWritten + at)).bytesWritten;
}

/** Names the version of a file, if the server tells it so that parts of two versions can never meet (RFC 9110, 13.1.5). */
function validatorOf({ etag, 'last-modified': modified, date }) {
  if (etag !== undefined) return etag.startsWith('W/') ? undefined : etag;
  // A date of whole seconds is a strong validator only where it is clearly older than the answer.
  return Date.parse(date) - Date.parse(modified) >= 60_000 ? modified : undefined;
}

/** Reads `Retry-After`: seconds or a date. */
function retryAfterMs(text) {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function truncated(bytes, total) {
  return new DownloadError('ERR_TRUNCATED', `the body ended after ${bytes} of ${total ?? 'unknown'} bytes`, {
    again: true,
  });
}

function tooLarge({ maxBytes }) {
  return new DownloadError('ERR_TOO_LARGE', `larger than ${maxBytes} bytes`);
}
