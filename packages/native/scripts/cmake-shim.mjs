#!/usr/bin/env node
/** Stands in for node-gyp: takes prebuildify's `rebuild --target=… --arch=… --release` and runs cmake-js, whose own
 * `--target` means something else. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const cmakeJs = path.join(path.dirname(require.resolve('cmake-js/package.json')), 'bin', 'cmake-js');
const arch = process.argv.find((word) => word.startsWith('--arch='))?.slice('--arch='.length) ?? process.arch;
const { status } = spawnSync(
  process.execPath,
  [cmakeJs, 'compile', '--config', 'Release', '--arch', arch, '--parallel', '2', '--log-level', 'error'],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
