import type { Estimate } from '../statistics/estimate.ts';

/** A law of scaling. */
export type ScaleFit =
  | {
      readonly law: 'Karp-Flatt' | 'Amdahl' | 'USL';
      readonly state: 'fitted';
      /** Karp-Flatt and Amdahl: `serial` (share, 0 to 1). USL: `sigma`, `kappa`, and `peak` lanes where kappa > 0. */
      readonly parameters: Readonly<Record<string, Estimate>>;
      /** Fitted speed-up with its band, for 1 … effective cores. */
      readonly curve: readonly {
        readonly lanes: number;
        readonly value: number;
        readonly low: number;
        readonly high: number;
      }[];
    }
  | { readonly law: 'Karp-Flatt' | 'Amdahl' | 'USL'; readonly state: 'refused'; readonly reason: string };

/** A fitted law with its parameters, or why it is refused. */
export function fitText(fit: ScaleFit): string {
  if (fit.state === 'refused') return `no fit by ${fit.law}: ${fit.reason}`;
  const parameters = Object.entries(fit.parameters).map(
    ([name, { value, low, high }]) => `${name} ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
  );
  return `${fit.law} ${parameters.join(', ')}`;
}
