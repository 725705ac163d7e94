#!/usr/bin/env node
/** Makes the prebuilt binary of this machine's platform: prebuilds/<platform>-<arch>/*.node, stripped, tagged with its
 * C library. prebuildify calls node-gyp; cmake-shim.mjs stands in for it. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prebuildify from 'prebuildify';

const scripts = path.dirname(fileURLToPath(import.meta.url));

prebuildify(
  {
    cwd: path.dirname(scripts),
    targets: [{ runtime: 'node', target: process.versions.node }],
    napi: true,
    strip: false, // the linker does it
    tagLibc: process.platform === 'linux',
    nodeGyp: path.join(scripts, 'cmake-shim.mjs'),
  },
  (error) => {
    if (!error) return;
    console.error(`prebuilds: ${error.message}`);
    process.exitCode = 1;
  },
);
