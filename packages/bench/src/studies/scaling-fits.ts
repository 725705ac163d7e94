import type { ScaleFit } from '../result/scale.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { amdahl, karpFlatt, usl } from '../statistics/scaling-laws.ts';

interface Point {
  readonly lanes: number;
  readonly speedUp: Estimate;
}

/** Points with more than one lane that a law needs, so that its parameters can be told apart. */
const NEEDS = { Amdahl: 2, USL: 5 } as const;

/**
 * Fits the laws of scaling to the points up to the effective cores; refuses, with the reason, what these cannot tell.
 *
 * Up to 2 points: Karp-Flatt; 3 to 5: Amdahl; 6 and more: the USL. More lanes than cores tell of the scheduler only.
 */
export function scalingFits(points: readonly Point[], cores: number): ScaleFit[] {
  const usable = points.filter(({ lanes }) => lanes <= cores);
  const lanes = Array.from({ length: cores }, (_, i) => i + 1);
  const several = usable.filter((point) => point.lanes > 1);
  return [karpFlattFit(several, lanes), amdahlFit(several, lanes), uslFit(several, lanes)];
}

function karpFlattFit(points: readonly Point[], lanes: readonly number[]): ScaleFit {
  const law = 'Karp-Flatt';
  const last = points.at(-1);
  if (last === undefined)
    return { law, state: 'refused', reason: 'no point with more than one lane up to the effective cores' };
  const serial = karpFlatt(last.lanes, last.speedUp);
  if (serial.high < 0)
    return {
      law,
      state: 'refused',
      reason: `faster than linear: ${last.speedUp.value.toFixed(2)}x on ${last.lanes} lanes, so no serial share explains it`,
    };
  if (serial.value > 1)
    return {
      law,
      state: 'refused',
      reason: `slower than one lane: ${last.speedUp.value.toFixed(2)}x on ${last.lanes} lanes, which no serial share explains`,
    };
  return { law, state: 'fitted', parameters: { serial }, curve: amdahlCurve(serial, lanes) };
}

function amdahlFit(points: readonly Point[], lanes: readonly number[]): ScaleFit {
  const law = 'Amdahl';
  if (points.length < NEEDS.Amdahl) return refused(law, points.length, lanes.length, NEEDS.Amdahl);
  const { serial } = amdahl(points);
  return { law, state: 'fitted', parameters: { serial }, curve: amdahlCurve(serial, lanes) };
}

function uslFit(points: readonly Point[], lanes: readonly number[]): ScaleFit {
  const law = 'USL';
  if (points.length < NEEDS.USL) return refused(law, points.length, lanes.length, NEEDS.USL);
  const { sigma, kappa } = usl(points);
  if (sigma.low > sigma.high || sigma.value < 0)
    return { law, state: 'refused', reason: 'the fit gives a negative share of contention' };
  const peak = kappa.low > 0 ? Math.sqrt((1 - sigma.value) / kappa.value) : undefined;
  return {
    law,
    state: 'fitted',
    parameters: {
      sigma,
      kappa,
      ...(peak === undefined ? {} : { peak: { value: peak, low: peak, high: peak, confidence: 0 } }),
    },
    curve: lanes.map((n) => ({
      lanes: n,
      value: uslAt(n, sigma.value, kappa.value),
      low: uslAt(n, sigma.high, kappa.high),
      high: uslAt(n, sigma.low, kappa.low),
    })),
  };
}

function refused(law: 'Amdahl' | 'USL', points: number, cores: number, needs: number): ScaleFit {
  return {
    law,
    state: 'refused',
    reason: `${points + 1} points up to ${cores} effective cores; ${law} needs ${needs + 1}`,
  };
}

/** Amdahl's law with the band of its serial share. */
function amdahlCurve(
  { value, low, high }: Estimate,
  lanes: readonly number[],
): { lanes: number; value: number; low: number; high: number }[] {
  return lanes.map((n) => ({
    lanes: n,
    value: uslAt(n, value, 0),
    low: uslAt(n, high, 0),
    high: uslAt(n, low, 0),
  }));
}

/** The law of Gunther; with kappa 0 it is Amdahl's. */
function uslAt(n: number, sigma: number, kappa: number): number {
  return n / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}
