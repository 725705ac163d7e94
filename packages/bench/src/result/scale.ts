import type { Estimate } from '../statistics/estimate.ts';

/** How work speeds up with lanes: JS threads, JS processes and native threads side by side. */
export interface ScaleStudy {
  readonly type: 'scale';
  readonly workload: string;
  readonly title: string;
  readonly size: number;
  readonly unit: string;
  /** Jobs of one run. */
  readonly jobs: number;
  readonly effectiveCores: number;
  /** What the machine itself gives: plain loops on 1..N threads, speed-up over one. */
  readonly ceiling: readonly { readonly lanes: number; readonly speedUp: Estimate }[];
  readonly curves: readonly ScaleCurve[];
}

/** One model's curve. */
export interface ScaleCurve {
  /** Such as `js-threads`, `js-processes`, `native-threads`. */
  readonly id: string;
  readonly language: string;
  readonly model: string;
  readonly state: 'measured' | 'missing' | 'failed';
  readonly reason?: string;
  readonly points: readonly ScalePoint[];
  /** Laws fitted to the points up to the effective cores, or why a fit is refused. One of each law. */
  readonly fits: readonly ScaleFit[];
}

/** One number of lanes. */
export interface ScalePoint {
  readonly lanes: number;
  readonly wallMs: Estimate;
  /** Against one lane of the same model. */
  readonly speedUp: Estimate;
  /** CPU time at this number of lanes / at one lane; null where it cannot be told. */
  readonly cpuCost: number | null;
  /** More lanes than effective cores: what is gained here is taken from others. */
  readonly oversubscribed: boolean;
  /** Raw wall times, in order of the rounds. */
  readonly samplesMs: readonly number[];
}

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
