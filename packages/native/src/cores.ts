import { addon } from './addon.ts';

/** Tells how many threads C++ says can run at once (`std::thread::hardware_concurrency()`); at least 1.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function hardwareConcurrency(): number {
  return addon().hardwareConcurrency();
}

/** Tells how many cores this process can keep busy, and how many threads a call gets that does not say:
 * hardwareConcurrency() bounded by the cgroup's CPU quota; at least 1.
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function effectiveCores(): number {
  return addon().effectiveCores();
}
