import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(path.join(tmpdir(), 'counterpoint-package-'));
const installed = path.join(scratch, 'user');
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
  const prebuild = path.join(staged, 'prebuilds', `${process.platform}-${process.arch}`);
  mkdirSync(prebuild, { recursive: true });
  cpSync(
    path.join(root, 'build', 'Release', 'counterpoint_native.node'),
    path.join(prebuild, '@counterpoint+native.node'),
  );
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

test('without a binary the error names the platform, the ABI, the folders and the command that builds it', () => {
  rmSync(path.join(installed, 'node_modules', '@counterpoint', 'native', 'prebuilds'), { recursive: true });
  const program = `import { primes } from '@counterpoint/native'; await primes({ n: 10 }).catch((error) => console.log(error.code, error.message));`;
  const told = run(program);
  for (const words of [
    'ERR_NATIVE_UNAVAILABLE',
    `${process.platform}-${process.arch}`,
    `ABI ${process.versions.modules}`,
    'prebuilds',
    'npx counterpoint-native-build',
  ]) {
    expect(told).toContain(words);
  }
});
