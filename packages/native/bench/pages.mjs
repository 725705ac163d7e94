/** Memory that the two processes of a pair share: how fast it is depends on which pages the system gives, and the first
 * process to take some has others than the second. Linux only. */
import { closeSync, ftruncateSync, openSync, statSync, unlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { module } from './machine.mjs';

const require = createRequire(import.meta.url);
const PAGE = 4096;

/** Makes a file of `bytes` in memory. It has no name, so nothing is left of it when this process ends; until then others
 * open it by `file`. */
export function makePages(bytes) {
  const name = path.join('/dev/shm', `counterpoint-pages-${process.pid}`);
  const descriptor = openSync(name, 'wx+');
  unlinkSync(name);
  ftruncateSync(descriptor, bytes);
  return { file: `/proc/${process.pid}/fd/${descriptor}`, release: () => closeSync(descriptor) };
}

/** Moves the typed arrays of `made` to a file of makePages, one after the other as the standalone program does. */
export function moveToPages(made, file) {
  const { size } = statSync(file);
  const memory = require(module('pages')).map(file, size);
  let at = 0;
  const move = (array) => {
    const moved = new array.constructor(memory, at, array.length);
    moved.set(array);
    at += Math.ceil(array.byteLength / PAGE) * PAGE;
    return moved;
  };
  return Object.fromEntries(
    Object.entries(made).map(([name, value]) => [name, ArrayBuffer.isView(value) ? move(value) : value]),
  );
}
