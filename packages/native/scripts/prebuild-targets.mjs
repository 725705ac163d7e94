/** What binaries are made for, by the names that Node uses; `zig` is the target as zig names it. */
export const targets = {
  'linux-x64-glibc': { platform: 'linux', arch: 'x64', libc: 'glibc', zig: 'x86_64-linux-gnu.2.28' },
  'linux-arm64-glibc': { platform: 'linux', arch: 'arm64', libc: 'glibc', zig: 'aarch64-linux-gnu.2.28' },
  'linux-x64-musl': { platform: 'linux', arch: 'x64', libc: 'musl', zig: 'x86_64-linux-musl' },
  'linux-arm64-musl': { platform: 'linux', arch: 'arm64', libc: 'musl', zig: 'aarch64-linux-musl' },
  'darwin-x64': { platform: 'darwin', arch: 'x64', zig: 'x86_64-macos' },
  'darwin-arm64': { platform: 'darwin', arch: 'arm64', zig: 'aarch64-macos' },
  'win32-x64': { platform: 'win32', arch: 'x64', zig: 'x86_64-windows-gnu' },
};
