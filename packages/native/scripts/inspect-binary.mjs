#!/usr/bin/env node
/** Inspects binaries: `inspect-binary.mjs FILE...`; by default every prebuild. Exits 1 if one holds a path of this machine,
 * or, for Linux (with binutils), exports more than N-API asks for, needs a newer glibc than 2.28, or has an executable stack. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
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

/** The paths of this machine that a binary holds: of files in the package, in the folder that its build tools really lie in,
 * or in the user's home. They tell strangers how the machine is laid out, and mean that the binary was not stripped. */
export function pathsOf(file) {
  const tools = path.join(root, 'build', 'zig');
  const folders = new Set([root, homedir(), existsSync(tools) ? realpathSync(tools) : root]);
  const text = readFileSync(file, 'latin1');
  return [...folders].flatMap((folder) => {
    const at = text.indexOf(`${folder}${path.sep}`);
    return at < 0 ? [] : [/^[ -~]*/.exec(text.slice(at, at + 1000))[0]];
  });
}

/** Every prebuild that is there. */
export function prebuilds() {
  const folder = path.join(root, 'prebuilds');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((target) =>
    readdirSync(path.join(folder, target)).map((file) => path.join(folder, target, file)),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = process.argv.length > 2 ? process.argv.slice(2) : prebuilds();
  if (files.length === 0) {
    console.error('inspect-binary: no prebuilds; make them with: npm run prebuilds -w @counterpoint/native');
    process.exitCode = 1;
  }
  for (const file of files) {
    const held = pathsOf(file).map((name) => `expected no path of this machine, holds ${name}`);
    const elf = readFileSync(file).subarray(0, 4).equals(Buffer.from('\x7fELF'));
    const { glibc, faults } = elf ? inspectBinary(file) : { faults: [] };
    const needs = elf ? `glibc ${glibc ?? 'not needed'}` : 'not for Linux';
    const told = [...held, ...faults].join('; ') || 'no faults';
    console.log(`${file}: ${statSync(file).size} bytes, ${needs}, ${told}`);
    if (told !== 'no faults') process.exitCode = 1;
  }
}
