import type { Setup } from './request.ts';

/** Says how results differ from those of single calls; undefined if they do not. */
export function difference(
  { model }: Setup,
  digests: readonly string[],
  single: readonly string[] | undefined,
  untold: boolean,
): string | undefined {
  for (const [call, digest] of digests.entries()) {
    const expected = single?.[call];
    if (digest.startsWith('error LaneCrashed')) {
      if (!untold) return 'a call ended its lane';
    } else if (
      digest.startsWith('error ') &&
      (expected === undefined ? !untold && single !== undefined : digest !== expected)
    )
      return `a call failed there: ${digest.slice('error '.length)}`;
    else if (expected !== undefined && digest !== expected && model === 'native')
      return 'the results of the kernel differ from those of the function';
    else if (expected !== undefined && digest !== expected)
      return 'its results differ from those of calls one after another: it keeps state in its module, or depends on its thread';
  }
  return undefined;
}
