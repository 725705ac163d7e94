#!/usr/bin/env node
/** Builds the addon and the standalone programs; quick when they are up to date. `--debug` keeps symbols.
 * Without a compiler or CMake it says what to install and exits 0, so that whoever only wants the rest can go on. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** Tells whether a command can be run. */
const runs = (command) =>
  spawnSync(command, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;

/** Finds cmake-js where it is installed; undefined where it is not. */
const findCmakeJs = () => {
  try {
    return path.join(path.dirname(require.resolve('cmake-js/package.json')), 'bin', 'cmake-js');
  } catch {
    return undefined;
  }
};

const missing = [];
if (!runs('cmake')) missing.push('CMake 3.18 or newer');
if (
  process.platform !== 'win32' &&
  !['c++', 'g++', 'clang++', process.env.CXX].some((name) => name && runs(name))
) {
  missing.push('a C++20 compiler (g++ 11 or clang++ 14 and newer)');
}
if (missing.length === 0 && !findCmakeJs()) {
  // Installed from the registry: the build tools are no dependencies, and are fetched only by this explicit command.
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const tools = ['cmake-js', 'node-addon-api', 'node-api-headers'].map(
    (name) => `${name}@${devDependencies[name]}`,
  );
  console.log(`installing the build tools: ${tools.join(' ')}`);
  spawnSync(
    'npm',
    ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--omit=dev', ...tools],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (!findCmakeJs())
    missing.push('cmake-js, node-addon-api and node-api-headers (npm could not install them)');
}
if (missing.length > 0) {
  console.log(`@counterpoint/native: the addon was not built. Missing: ${missing.join('; ')}.
  Debian, Ubuntu: apt-get install g++ cmake make
  macOS:          xcode-select --install && brew install cmake
Then run: npx counterpoint-native-build
Everything else works without it; what needs native code will say so.`);
  process.exit(0);
}

/** Removes the prebuild of this machine: it would be loaded in place of what was built here. */
function removePrebuild() {
  const { platform, arch, report } = process;
  const libc = report.getReport().header.glibcVersionRuntime ? '.glibc' : '.musl';
  const name = `@counterpoint+native${platform === 'linux' ? libc : ''}.node`;
  const prebuild = path.join(root, 'prebuilds', `${platform}-${arch}`, name);
  if (!existsSync(prebuild)) return;
  rmSync(prebuild);
  console.log(`@counterpoint/native: removed ${prebuild}, which would hide this build`);
}

const config = process.argv.includes('--debug') ? 'Debug' : 'Release';
const fresh = !existsSync(path.join(root, 'build', 'CMakeCache.txt'));
const { status } = spawnSync(
  process.execPath,
  [findCmakeJs(), 'compile', '--config', config, '--parallel', '2', '--log-level', 'error'],
  { cwd: root, stdio: 'inherit' },
);
if (status === 0) {
  console.log(`@counterpoint/native: the addon is ${fresh ? 'built' : 'up to date'} (build/${config})`);
  removePrebuild();
} else console.error('@counterpoint/native: the build failed; the messages above are the compiler’s');
process.exit(status ?? 1);
