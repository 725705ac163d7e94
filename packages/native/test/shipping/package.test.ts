import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidates, libcOf } from '../../src/binary.ts';

const root = path.join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(path.join(tmpdir(), 'counterpoint-package-'));
const installed = path.join(scratch, 'user');
const { platform, arch } = process;
const libc = libcOf(
  platform,
  (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header,
);
const prebuild = path.relative(root, candidates(root, { platform, arch, libc }, true)[0] ?? '');
const local = path.join(root, 'build', 'Release', 'counterpoint_native.node');
const binary = path.join(installed, 'node_modules', '@counterpoint', 'native', prebuild);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let files: string[] = [];

/** Runs a program as a user without a compiler, CMake or anything else on the PATH. */
function run(program: string, env: Record<string, string> = {}): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: installed,
    env: { PATH: '', ...env },
    encoding: 'utf8',
  }).trim();
}

beforeAll(() => {
  const staged = path.join(scratch, 'staged');
  for (const name of [
    'package.json',
    'README.md',
    'LICENSE',
    'CMakeLists.txt',
    'dist',
    'src',
    'cmake',
    'include',
    'scripts',
  ]) {
    cpSync(path.join(root, name), path.join(staged, name), { recursive: true });
  }
  mkdirSync(path.join(staged, path.dirname(prebuild)), { recursive: true });
  cpSync(local, path.join(staged, prebuild));
  const packed = execFileSync(npm, ['pack', '--json', '--pack-destination', scratch], {
    cwd: staged,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  files = tarball.files.map((file) => file.path);
  mkdirSync(installed);
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }');
  execFileSync(
    npm,
    [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--install-strategy=nested',
      path.join(scratch, tarball.filename),
    ],
    { cwd: installed, stdio: 'ignore' },
  );
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the tarball holds what runs and what builds, and no install script', () => {
  expect(files).toContain('dist/index.js');
  expect(files).toContain('include/counterpoint_kernel.h');
  expect(files).toContain('src/kernels/primes.cc');
  expect(files.filter((file) => /^(test|bench|build|node_modules)\/|\.gyp$/.test(file))).toEqual([]);
  const scripts = JSON.parse(
    execFileSync(npm, ['pkg', 'get', 'scripts'], { cwd: root, encoding: 'utf8' }),
  ) as object;
  expect(Object.keys(scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
});

test('the installed package counts primes where there is no compiler', () => {
  const program = `import { primes } from '@counterpoint/native'; console.log(await primes({ n: 1e6 }));`;
  expect(run(program, { PREBUILDS_ONLY: '1' })).toBe('78498');
});

const program = `import { available, primes } from '@counterpoint/native';
  console.log(await primes({ n: 10 }).catch((error) => error.code + ' ' + error.message), available().from);`;
const built = path.join(path.dirname(path.dirname(path.dirname(binary))), 'build', 'Release');

test('a prebuild goes before a local build, which is left out with PREBUILDS_ONLY', () => {
  mkdirSync(built, { recursive: true });
  cpSync(local, path.join(built, 'counterpoint_native.node'));
  expect(run(program)).toBe(`4 ${binary}`);
  expect(run(program, { PREBUILDS_ONLY: '1' })).toBe(`4 ${binary}`);
});

test('where the prebuild does not load, a local build does; a file that is named is the only one', () => {
  writeFileSync(binary, 'no binary');
  expect(run(program)).toBe(`4 ${path.join(built, 'counterpoint_native.node')}`);
  expect(run(program, { PREBUILDS_ONLY: '1' })).toContain('ERR_NATIVE_UNAVAILABLE');
  expect(run(program, { COUNTERPOINT_NATIVE_BINARY: local })).toBe(`4 ${local}`);
  rmSync(built, { recursive: true });
});

test.runIf(platform === 'linux')('a binary for another processor is told apart from a missing one', () => {
  const other = readFileSync(local);
  other.writeUInt16LE(arch === 'x64' ? 183 : 62, 18); // the field of ELF's header that names the processor
  writeFileSync(binary, other);
  expect(run(program)).toContain(`${binary}: the file is there, but not for this processor or C library`);
});

test('without a binary the error names the platform, the ABI, the folders and the command that builds it', () => {
  rmSync(path.dirname(binary), { recursive: true });
  const told = run(program);
  for (const words of [
    'ERR_NATIVE_UNAVAILABLE',
    `${process.platform}-${process.arch}`,
    `ABI ${process.versions.modules}`,
    binary,
    'npx counterpoint-native-build',
  ]) {
    expect(told).toContain(words);
  }
});
