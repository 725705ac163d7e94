#!/usr/bin/env node
/** Builds the kernels' tests and the addon under AddressSanitizer with UndefinedBehaviorSanitizer, and under
 * ThreadSanitizer, and runs both: `npm run sanitize -- [address] [thread]`. A bug that is there on purpose must be
 * found by each, or the run fails: a sanitizer that finds nothing proves nothing. Linux with g++ only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const cmakeJs = path.join(path.dirname(require.resolve('cmake-js/package.json')), 'bin', 'cmake-js');

const SANITIZERS = {
  address: {
    flag: 'address,undefined',
    library: 'libasan.so',
    // Node itself leaves objects behind at its end; what leaks in the kernels, their own tests find.
    node: { ASAN_OPTIONS: 'detect_leaks=0' },
    bugs: { overflow: 'heap-buffer-overflow', undefined: 'signed integer overflow' },
  },
  thread: {
    flag: 'thread',
    library: 'libtsan.so',
    // Node and V8 are not compiled for ThreadSanitizer, so it cannot know how they synchronise.
    node: { TSAN_OPTIONS: 'ignore_noninstrumented_modules=1' },
    bugs: { race: 'data race' },
  },
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(SANITIZERS)) {
  if (!Object.hasOwn(SANITIZERS, name)) throw new Error(`expected address or thread, got ${name}`);
  check(name, SANITIZERS[name]);
}

function check(name, { flag, library, node, bugs }) {
  const folder = path.join(root, 'build', `sanitize-${name}`);
  const build = path.join(folder, 'build');
  const compile = [
    cmakeJs,
    'compile',
    '--debug',
    '--out',
    build,
    '--parallel',
    '2',
    '--log-level',
    'error',
    `--CDCOUNTERPOINT_SANITIZE=${flag}`,
    '--CDCOUNTERPOINT_TESTS=ON',
    '--CDCOUNTERPOINT_STANDALONE=OFF',
  ];
  run(process.execPath, compile, { stdio: ['ignore', 'ignore', 'inherit'] });
  const preload = execFileSync('g++', [`-print-file-name=${library}`], { encoding: 'utf8' }).trim();
  const env = {
    ...process.env,
    ...node,
    LD_PRELOAD: preload,
    COUNTERPOINT_NATIVE_BINARY: path.join(build, 'Debug', 'counterpoint_native.node'),
  };
  const tests = path.join(build, 'counterpoint-native-test');
  const exercise = path.join(root, 'test', 'sanitized', 'exercise.mjs');
  run(tests, ['25']);
  run(process.execPath, [exercise], { env });
  for (const [bug, message] of Object.entries(bugs)) {
    mustReport(message, tests, ['--bug', bug]);
    mustReport(
      message,
      process.execPath,
      [exercise, path.join(build, 'Debug', 'counterpoint_bugs.so'), bug],
      { env },
    );
  }
  console.log(`sanitize: ${name} is clean, and finds the bugs that are there on purpose`);
}

function run(command, args, options = {}) {
  const { status, signal } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) fail(`${command} ${args.join(' ')} ended with ${status ?? signal}`);
}

function mustReport(message, command, args, options = {}) {
  const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  if (status === 0 || !stderr.includes(message)) {
    fail(`${command} ${args.join(' ')} was to report "${message}" and ended with ${status}:\n${stderr}`);
  }
}

function fail(message) {
  console.error(`sanitize: ${message}`);
  process.exit(1);
}
