/** Draws the Mandelbrot set in JavaScript: counts of iterations, row by row, into `out`; width * height elements. */
export function mandelbrot(
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
