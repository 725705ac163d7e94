import type { Estimate } from './estimate.ts';
import { studentQuantile } from './student.ts';

/** A measured speed-up over one lane. */
export interface ScalePointInput {
  readonly lanes: number;
  readonly speedUp: Estimate;
}

/**
 * Gives the serial share that a speed-up on this many lanes betrays; its ends come from the ends of the interval.
 * @param lanes - at least 2
 * @throws {RangeError} for fewer lanes
 * Source: Karp & Flatt (1990), Measuring parallel processor performance.
 */
export function karpFlatt(lanes: number, speedUp: Estimate): Estimate {
  if (lanes < 2) throw new RangeError(`karpFlatt: expected at least 2 lanes, got ${lanes}`);
  const serial = (s: number): number => (1 / s - 1 / lanes) / (1 - 1 / lanes);
  return {
    value: serial(speedUp.value),
    low: serial(speedUp.high),
    high: serial(speedUp.low),
    confidence: speedUp.confidence,
  };
}

/** A least-squares fit through the origin. */
interface LinearFit {
  readonly coefficients: readonly Estimate[];
}

/**
 * Fits the serial share of Amdahl's law: lanes / speed-up - 1 = serial * (lanes - 1).
 * @param points - at least 2 with more than one lane
 * @throws {RangeError} for fewer
 * Source: Amdahl (1967), in the linear form of Gunther (2007), section 5.
 */
export function amdahl(points: readonly ScalePointInput[], confidence = 0.95): { readonly serial: Estimate } {
  const used = points.filter(({ lanes }) => lanes > 1);
  if (used.length < 2) throw new RangeError(`amdahl: expected at least 2 points, got ${used.length}`);
  const { coefficients } = leastSquares(
    used.map(({ lanes }) => [lanes - 1]),
    used.map(({ lanes, speedUp }) => lanes / speedUp.value - 1),
    confidence,
  );
  return { serial: coefficients[0] as Estimate };
}

/**
 * Fits the Universal Scalability Law: lanes / speed-up - 1 = sigma (lanes - 1) + kappa lanes (lanes - 1).
 * @param points - at least 3 with more than one lane
 * @throws {RangeError} for fewer
 * Source: Gunther, Guerrilla Capacity Planning (2007), section 5.
 */
export function usl(
  points: readonly ScalePointInput[],
  confidence = 0.95,
): { readonly sigma: Estimate; readonly kappa: Estimate } {
  const used = points.filter(({ lanes }) => lanes > 1);
  if (used.length < 3) throw new RangeError(`usl: expected at least 3 points, got ${used.length}`);
  const { coefficients } = leastSquares(
    used.map(({ lanes }) => [lanes - 1, lanes * (lanes - 1)]),
    used.map(({ lanes, speedUp }) => lanes / speedUp.value - 1),
    confidence,
  );
  return { sigma: coefficients[0] as Estimate, kappa: coefficients[1] as Estimate };
}

/** Ordinary least squares for one or two regressors, with t intervals of the coefficients. */
function leastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  confidence: number,
): LinearFit {
  const [xx, xz, zz, xy, zy] = rows.reduce<[number, number, number, number, number]>(
    (sums, [x = 0, z = 0], i) => {
      const y = targets[i] ?? 0;
      return [sums[0] + x * x, sums[1] + x * z, sums[2] + z * z, sums[3] + x * y, sums[4] + z * y];
    },
    [0, 0, 0, 0, 0],
  );
  const width = rows[0]?.length ?? 1;
  const determinant = width === 1 ? xx : xx * zz - xz * xz;
  const inverse = width === 1 ? [1 / xx] : [zz / determinant, xx / determinant];
  const values =
    width === 1 ? [xy / xx] : [(zz * xy - xz * zy) / determinant, (xx * zy - xz * xy) / determinant];
  const residual = rows.reduce((sum, [x = 0, z = 0], i) => {
    const fitted = (values[0] ?? 0) * x + (values[1] ?? 0) * z;
    return sum + ((targets[i] ?? 0) - fitted) ** 2;
  }, 0);
  const freedom = rows.length - width;
  const variance = residual / freedom;
  return {
    coefficients: values.map((value, i) => {
      const reach = studentQuantile((1 + confidence) / 2, freedom) * Math.sqrt(variance * (inverse[i] ?? 0));
      return { value, low: value - reach, high: value + reach, confidence };
    }),
  };
}
