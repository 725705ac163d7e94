#!/usr/bin/env node
/** Inspects Linux binaries with binutils: `inspect-binary.mjs FILE...`; by default every prebuild for Linux. Exits 1 if
 * one exports more than N-API asks for, needs a newer glibc than 2.28, or has an executable stack. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const entryPoints = ['napi_register_module_v1', 'node_api_module_get_api_version_v1'];
const highestGlibc = [2, 28];

const read = (command, ...args) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, LC_ALL: 'C' } });

/** The newest glibc version among the symbols that a binary needs, `[major, minor]`; undefined without glibc. */
function newestGlibc(symbols) {
  const versions = [...symbols.matchAll(/GLIBC_(\d+)\.(\d+)/g)].map(([, major, minor]) => [+major, +minor]);
  return versions.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).at(-1);
}

/** What a Linux binary exports and needs; `faults` are sentences, none if it may be shipped.
 * @throws if it is no ELF file, or readelf of binutils is missing */
export function inspectBinary(file) {
  const symbols = read('readelf', '--wide', '--dyn-syms', file);
  const exported = symbols
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => ['GLOBAL', 'WEAK', 'UNIQUE'].includes(cells[4]) && cells[6] !== 'UND' && cells[7])
    .map((cells) => cells[7].replace(/@.*/, ''))
    .toSorted();
  const glibc = newestGlibc(symbols);
  const stack = read('readelf', '--wide', '--program-headers', file)
    .split('\n')
    .find((line) => line.includes('GNU_STACK'));
  const faults = [];
  if (exported.join() !== entryPoints.join())
    faults.push(`expected the exports ${entryPoints.join(', ')}, got ${exported.join(', ')}`);
  if (glibc && (glibc[0] > highestGlibc[0] || glibc[1] > highestGlibc[1]))
    faults.push(`expected glibc ${highestGlibc.join('.')} or older, needs ${glibc.join('.')}`);
  if (!stack || /\bRWE\b/.test(stack)) faults.push('expected a stack that is not executable');
  return { exported, glibc: glibc?.join('.'), bytes: statSync(file).size, faults };
}

function linuxPrebuilds() {
  const folder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'prebuilds');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((target) => target.startsWith('linux-'))
    .flatMap((target) =>
      readdirSync(path.join(folder, target)).map((file) => path.join(folder, target, file)),
    );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.length > 2 ? process.argv.slice(2) : linuxPrebuilds();
  if (files.length === 0) {
    console.error(
      'inspect-binary: no prebuilds for Linux; make them with: npm run prebuilds -w @counterpoint/native',
    );
    process.exitCode = 1;
  }
  for (const file of files) {
    const { glibc, bytes, faults } = inspectBinary(file);
    console.log(
      `${file}: ${bytes} bytes, glibc ${glibc ?? 'not needed'}, ${faults.join('; ') || 'no faults'}`,
    );
    if (faults.length > 0) process.exitCode = 1;
  }
}
