// Completes package-lock.json: a registry that lacks the builds for other platforms makes npm leave them out, and then `npm ci` refuses
// the file. They are entered by name and version alone; npm fetches them only on a platform that they fit. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const systems = { windows: 'win32' };
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const [, os, arch] =
      /(darwin|windows|win32|linux|android|freebsd|openharmony)-(arm64|arm|x64|64|ia32|ppc64|riscv64|s390x)/.exec(
        name,
      ) ?? [];
    if (lock.packages[key] !== undefined || os === undefined) continue;
    lock.packages[key] = {
      version,
      cpu: [arch === '64' ? 'x64' : arch],
      dev: true,
      optional: true,
      os: [systems[os] ?? os],
      ...(os === 'linux' ? { libc: [name.includes('musl') ? 'musl' : 'glibc'] } : {}),
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
