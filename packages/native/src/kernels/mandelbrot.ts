import { call, callSync } from '../call.ts';
import type { CallOptions, Outcome, SyncOptions } from '../call-options.ts';
import { sample } from './sample.ts';

/** What `mandelbrot` draws, and where to. */
export interface MandelbrotInput {
  /** Written in place, row by row: width * height counts. On a SharedArrayBuffer, too. */
  readonly out: Uint16Array;
  /** Pixels, 0 to 2^20. */
  readonly width: number;
  /** Pixels, 0 to 2^20. */
  readonly height: number;
  /** Iterations after which a point counts as inside the set: 0 to 65535; 1000 if not given. */
  readonly limit?: number | undefined;
  /** Real part of the first column; -2 if not given. */
  readonly left?: number | undefined;
  /** Imaginary part of the first row; 1.25 if not given. */
  readonly top?: number | undefined;
  /** Distance of two pixels; 2.5 / width if not given. */
  readonly step?: number | undefined;
}

/** Options of `mandelbrot`. */
export interface MandelbrotOptions extends CallOptions, MandelbrotInput {}

/** Options of `mandelbrotSync`. */
export interface MandelbrotSyncOptions extends SyncOptions, MandelbrotInput {}

/** Counts for each pixel the iterations of z = z² + c until |z| > 2, at most `limit`; resolves to `out`.
 * Do not transfer or detach its buffer before the promise settles.
 * @throws {TypeError | RangeError} through the promise, if an option is wrong
 * @throws the signal's reason, if it was aborted
 * @throws {NativeUnavailable} if there is no binary that loads here */
export function mandelbrot<const Options extends MandelbrotOptions>(
  options: Options,
): Promise<Outcome<Options, Uint16Array>> {
  return call('mandelbrot', options) as Promise<Outcome<Options, Uint16Array>>;
}

/** Does what `mandelbrot` does on this thread and its helpers; blocks until it is done.
 * @throws {TypeError | RangeError} if an option is wrong */
export function mandelbrotSync<const Options extends MandelbrotSyncOptions>(
  options: Options,
): Outcome<Options, Uint16Array> {
  return callSync('mandelbrot', options) as Outcome<Options, Uint16Array>;
}

/** Draws the Mandelbrot set in JavaScript: counts of iterations, row by row, into `out`; width * height elements. */
export function mandelbrotTwin(
  out: Uint16Array,
  width: number,
  height: number,
  limit = 1000,
  left = -2,
  top = 1.25,
  step: number = 2.5 / width,
): Uint16Array {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const real = left + column * step;
      const imaginary = top - row * step;
      let x = 0;
      let y = 0;
      let xx = 0;
      let yy = 0;
      let count = 0;
      while (count < limit && xx + yy <= 4) {
        y = 2 * x * y + imaginary;
        x = xx - yy + real;
        xx = x * x;
        yy = y * y;
        count++;
      }
      out[row * width + column] = count;
    }
  }
  return out;
}

sample('mandelbrot', {
  sizes: [0, 40],
  benchSize: 640,
  power: 2,
  input: (side) => ({ out: new Uint16Array(side * side), width: side, height: side }),
  twin: ({ out, width, height }) => mandelbrotTwin(out, width, height),
});
