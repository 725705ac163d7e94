import { axisX, axisY, gridX, gridY, type Markish, type PlotOptions } from '@observablehq/plot';
import type { ChartWidth } from './figure.ts';
import { logTicks } from './scale-ticks.ts';

/** Margins of a chart with axes on two sides. */
export function frame(width: ChartWidth, height: number): PlotOptions {
  return width === 820
    ? {
        width,
        height,
        marginLeft: 56,
        marginRight: 128,
        marginTop: 16,
        marginBottom: 40,
        color: { type: 'identity' },
      }
    : {
        width,
        height,
        marginLeft: 44,
        marginRight: 12,
        marginTop: 16,
        marginBottom: 40,
        color: { type: 'identity' },
      };
}

/** An axis along the bottom with its grid. */
export function bottomAxis(
  ticks: readonly number[],
  label: string,
  format: (tick: number) => string,
): Markish[] {
  return [
    gridX([...ticks], { stroke: 'var(--line)', strokeOpacity: 1 }),
    axisX([...ticks], {
      label,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: 34,
      text: format,
      tickSize: 0,
      fill: 'var(--muted)',
    }),
  ];
}

/** An axis up the left side with its grid. */
export function leftAxis(ticks: readonly number[], format: (tick: number) => string): Markish[] {
  return [
    gridY([...ticks], { stroke: 'var(--line)', strokeOpacity: 1 }),
    axisY([...ticks], { label: null, text: format, tickSize: 0, fill: 'var(--muted)' }),
  ];
}

/** Ticks of a logarithmic axis, as many as the width bears. */
export function widthTicks(domain: readonly [number, number], width: ChartWidth): number[] {
  return logTicks(domain, width === 820 ? 8 : 5);
}

/** Whole steps from 0, at most `most` of them. */
export function wholeTicks(high: number, most = 6): number[] {
  const step = [1, 2, 4, 5, 8, 10, 16, 20, 32, 50, 64, 100].find((size) => high / size <= most) ?? 200;
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, index) => index * step);
}

/** Round steps from 0 to below the end, about `most` of them. */
export function evenTicks(end: number, most: number): number[] {
  const rough = end / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  );
}

/** Formats 1,000 as 1K and 1e6 as 1M: short enough for an axis. */
export function compact(tick: number): string {
  return tick.toLocaleString('en', { notation: 'compact' });
}
