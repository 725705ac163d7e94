import { hash } from 'node:crypto';

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Most file systems end at 255 bytes; the hash and `.part.json` need some. */
const MOST_BYTES = 180;

/**
 * Makes a file name of a URL: safe on every system, the same in every run, and never the same for two URLs.
 * @param url - a URL object
 * @returns the last part of the path with 16 digits of the URL's SHA-256 before its ending
 */
export function fileName({ href, pathname }) {
  const digits = hash('sha256', href).slice(0, 16);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  let name = decoded(last)
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex -- control characters are what must go
    .replaceAll(/[\u0000-\u001F\u007F-\u009F<>:"/\\|?*\u202A-\u202E\u2066-\u2069]/g, '_')
    .replace(/^[. -]+/, '_')
    .replace(/[. ]+$/, '');
  if (name === '') name = 'index';
  if (RESERVED.test(name)) name = `_${name}`;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${shortened(name.slice(0, name.length - ending.length))}.${digits}${ending}`;
}

/** Bytes that are no UTF-8 stay as they were written: %FF. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Cuts at a whole character. */
function shortened(text) {
  let short = text;
  while (Buffer.byteLength(short) > MOST_BYTES) short = [...short].slice(0, -1).join('');
  return short;
}
