import { existsSync } from 'node:fs';
import path from 'node:path';
import { packageRoot, type Availability } from './addon.ts';

/** Tells where `counterpoint-native-bench` is: a C++ program over the same kernels, built with the addon from source
 * (prebuilt packages do not carry it). Never throws. */
export function standalone(): Availability {
  const name = process.platform === 'win32' ? 'counterpoint-native-bench.exe' : 'counterpoint-native-bench';
  const from = path.join(packageRoot, 'build', 'Release', name);
  return existsSync(from)
    ? { available: true, from }
    : {
        available: false,
        reason: `no ${name} in ${path.dirname(from)}; build it with: npx counterpoint-native-build`,
      };
}
