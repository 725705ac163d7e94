import { effectiveCores } from '@counterpoint/core';
import type { Profile } from './advice.ts';
import type { Setup } from './request.ts';

/** An I/O function is tried with so many lanes. */
const WAITING_LANES = [8, 32, 128];

/** The models to try, with the numbers of lanes that suit the function. */
export function setups(profile: Profile | undefined, kernel: boolean): Setup[] {
  const cores = effectiveCores();
  const fewCpu = profile !== undefined && profile.rho < 0.5 && profile.wallMs > 0.2;
  const waits = profile === undefined || profile.waits;
  const counts = waits ? [cores] : laneCounts(cores).toReversed();
  return [
    { model: 'inline', lanes: 1 },
    ...(waits ? WAITING_LANES.map((lanes): Setup => ({ model: 'async', lanes })) : []),
    ...(kernel ? [{ model: 'native', lanes: cores } as const] : []),
    ...counts.map((lanes): Setup => ({ model: 'threads', lanes })),
    ...(fewCpu && !profile.waits ? [{ model: 'threads', lanes: cores * 4 } as const] : []),
    { model: 'processes', lanes: cores },
  ];
}

/** Every number of lanes up to the cores; on a large machine, powers of two and all cores. */
function laneCounts(cores: number): number[] {
  const every = Array.from({ length: cores }, (_, index) => index + 1);
  return cores <= 4 ? every : every.filter((lanes) => lanes === cores || Number.isInteger(Math.log2(lanes)));
}
