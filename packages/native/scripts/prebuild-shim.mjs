#!/usr/bin/env node
/** Stands in for node-gyp where prebuildify calls it: configures and builds the addon alone with CMake in this folder.
 * What to cross-compile for comes in COUNTERPOINT_ZIG_TARGET; without it the machine's own compiler is used. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const build = path.join(process.cwd(), 'build');
const zigTarget = process.env.COUNTERPOINT_ZIG_TARGET;

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const headers = require('node-api-headers');
const define = {
  CMAKE_BUILD_TYPE: 'Release',
  CMAKE_LIBRARY_OUTPUT_DIRECTORY: path.join(build, 'Release'),
  CMAKE_JS_INC: `${headers.include_dir};${path.dirname(require.resolve('node-addon-api/package.json'))}`,
  COUNTERPOINT_STANDALONE: 'OFF',
};
if (zigTarget) define.CMAKE_TOOLCHAIN_FILE = path.join(root, 'cmake', 'zig.cmake');
if (zigTarget?.includes('windows')) {
  // Windows links against a list of the functions that node.exe exports.
  const library = path.join(process.cwd(), 'libnode.a');
  const names = headers.def_paths.node_api_def; // holds js_native_api's, too
  run(process.env.COUNTERPOINT_ZIG, ['dlltool', '-m', 'i386:x86-64', '-d', names, '-l', library]);
  define.CMAKE_JS_LIB = library;
}
const definitions = Object.entries(define).map(([name, value]) => `-D${name}=${value}`);
const ninja = spawnSync('ninja', ['--version']).status === 0 ? ['-G', 'Ninja'] : [];
run('cmake', ['-S', root, '-B', build, ...ninja, ...definitions]);
run('cmake', ['--build', build, '--parallel', '2']);
