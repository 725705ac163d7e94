import path from 'node:path';

/** What decides which binary fits. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly libc: 'glibc' | 'musl' | '';
}

/** Tells the C library that a Node runs on: '' outside Linux.
 * @param header - of the process's report; musl has no version in it */
export function libcOf(platform: string, header: { glibcVersionRuntime?: string }): Machine['libc'] {
  if (platform !== 'linux') return '';
  return header.glibcVersionRuntime ? 'glibc' : 'musl';
}

/** Lists the files that may be the addon here, the preferred first: what prebuildify made for this machine, then what
 * was built here.
 * @param root - folder of this package
 * @param prebuildsOnly - leave out what was built here */
export function candidates(root: string, machine: Machine, prebuildsOnly: boolean): string[] {
  const folder = path.join(root, 'prebuilds', `${machine.platform}-${machine.arch}`);
  const tag = machine.libc === '' ? '' : `.${machine.libc}`;
  const prebuild = path.join(folder, `@counterpoint+native${tag}.node`);
  if (prebuildsOnly) return [prebuild];
  const local = ['Release', 'Debug'].map((kind) =>
    path.join(root, 'build', kind, 'counterpoint_native.node'),
  );
  return [prebuild, ...local];
}
