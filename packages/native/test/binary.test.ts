import { expect, test } from 'vitest';
import { candidates, libcOf } from '../src/binary.ts';

test('a report without a version of glibc means musl, on Linux alone', () => {
  expect(libcOf('linux', { glibcVersionRuntime: '2.36' })).toBe('glibc');
  expect(libcOf('linux', {})).toBe('musl');
  expect(libcOf('darwin', {})).toBe('');
});

test('on musl its own prebuild is looked for, then what was built here', () => {
  expect(candidates('/p', { platform: 'linux', arch: 'arm64', libc: 'musl' }, false)).toEqual([
    '/p/prebuilds/linux-arm64/@counterpoint+native.musl.node',
    '/p/build/Release/counterpoint_native.node',
    '/p/build/Debug/counterpoint_native.node',
  ]);
});

test('elsewhere the name has no C library in it, and prebuilds alone can be asked for', () => {
  expect(candidates('/p', { platform: 'darwin', arch: 'x64', libc: '' }, true)).toEqual([
    '/p/prebuilds/darwin-x64/@counterpoint+native.node',
  ]);
});
