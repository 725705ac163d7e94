import { areaY, dot, line, rect, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { ScaleCurve, ScaleStudy } from '../../../result/scale.ts';
import { formatRatio, formatRatioEstimate } from '../../../text/format.ts';
import { shortLanguage } from '../../../text/row-label.ts';
import { fitText } from '../../../result/scale-fit.ts';
import { figure, type ChartWidth, type LegendKey } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { bottomAxis, frame, leftAxis, wholeTicks } from '../plot-parts.ts';
import type { Section } from '../section.ts';

/** Speed-up and CPU cost over the number of lanes, beside what the machine itself can give. */
export function scalingSection(studies: readonly ScaleStudy[]): Section {
  return {
    id: 'scaling',
    title: 'What more lanes bring',
    entry: 'Scaling',
    intro:
      'More lanes than cores win nothing but a larger share of a busy machine: the shaded zone. CPU cost tells what each speed-up was paid with.',
    body: studies.map(scaleFigures),
  };
}

function scaleFigures(study: ScaleStudy): Markup {
  const curves = study.curves.filter(({ state }) => state === 'measured');
  const keys = curves.map((curve): LegendKey => ({
    label: curveName(curve),
    colour: modelColour(curve.model),
  }));
  return markup`${figure({
    title: `${study.title}: speed-up over one lane`,
    reading:
      'A line near the dotted diagonal uses every lane in full; the dashed line is what plain loops reach on this machine, so the gap below it is the model’s own cost.',
    legend: [
      ...keys,
      { label: 'ideal', colour: 'var(--muted)', form: 'dash' },
      { label: 'ceiling of the machine', colour: 'var(--ink)', form: 'dash' },
      { label: 'more lanes than cores', colour: 'var(--line)', form: 'box' },
    ],
    chart: (width) => speedUpChart(study, curves, width),
    numbers: {
      columns: ['Model', 'Lanes', 'Median ms', 'Speed-up', 'Low', 'High', 'CPU cost'],
      rows: curves.flatMap((curve) =>
        curve.points.map(({ lanes, wallMs, speedUp, cpuCost }) => [
          curveName(curve),
          lanes,
          wallMs.value,
          speedUp.value,
          speedUp.low,
          speedUp.high,
          cpuCost ?? '–',
        ]),
      ),
    },
  })}
    ${figure({
      title: `${study.title}: CPU cost`,
      reading:
        'CPU time at this many lanes over CPU time at one: at 1× parallel work costs no more than before, at 2× half of it is waste.',
      legend: keys,
      chart: (width) => costChart(study, curves, width),
    })}
    <p class="note">
      ${curves.flatMap((curve) => curve.fits.map((fit) => markup`${curveName(curve)}: ${fitText(fit)}. `))}${study.curves
        .filter(({ state }) => state !== 'measured')
        .map((curve) => markup`Not measured: ${curveName(curve)} (${curve.reason ?? curve.state}). `)}
    </p>`;
}

function curveName({ language, model }: ScaleCurve): string {
  return language === model ? shortLanguage(language) : `${shortLanguage(language)} ${model}`;
}

function flat(curves: readonly ScaleCurve[]) {
  return curves.flatMap((curve) =>
    curve.points.map((point) => ({
      ...point,
      name: curveName(curve),
      colour: modelColour(curve.model),
      id: curve.id,
    })),
  );
}
type FlatPoint = ReturnType<typeof flat>[number];

function zone(study: ScaleStudy, most: number) {
  return most <= study.effectiveCores
    ? []
    : [
        rect([{}], {
          x1: study.effectiveCores,
          x2: most,
          fill: 'var(--line)',
          fillOpacity: 0.5,
          className: 'mark-zone',
        }),
      ];
}

function mostLanes(study: ScaleStudy, curves: readonly ScaleCurve[]): number {
  return Math.max(2, ...study.ceiling.map(({ lanes }) => lanes), ...flat(curves).map(({ lanes }) => lanes));
}

/** What both charts draw first: the zone of more lanes than cores, and the axis of lanes. */
function underlay(study: ScaleStudy, most: number, width: ChartWidth) {
  const ticks = wholeTicks(most, width === 820 ? 16 : 8).filter((tick) => tick >= 1 || most > 8);
  return [...zone(study, most), ...bottomAxis(ticks, 'lanes', String)];
}

const hover = ({ name, lanes, speedUp, cpuCost }: FlatPoint): string =>
  `${name}, ${lanes} lanes: ${formatRatioEstimate(speedUp)}${cpuCost === null ? '' : `, CPU cost ${formatRatio(cpuCost)}`}`;

function speedUpChart(study: ScaleStudy, curves: readonly ScaleCurve[], width: ChartWidth): PlotOptions {
  const points = flat(curves);
  const most = mostLanes(study, curves);
  const high =
    Math.max(
      1.2,
      ...points.map(({ speedUp }) => speedUp.high),
      ...study.ceiling.map(({ speedUp }) => speedUp.high),
    ) * 1.12;
  const bands = curves.flatMap((curve) =>
    curve.fits.flatMap((fit) =>
      fit.state === 'fitted'
        ? fit.curve.map((point) => ({
            ...point,
            id: `${curve.id} ${fit.law}`,
            colour: modelColour(curve.model),
          }))
        : [],
    ),
  );
  const last = curves.flatMap((curve) => flat([curve]).slice(-1));
  return {
    ...frame(width, width === 820 ? 360 : 280),
    x: { type: 'linear', domain: [1, most] },
    y: { type: 'linear', domain: [0, high] },
    marks: [
      ...underlay(study, most, width),
      ...leftAxis(wholeTicks(high, 6), (tick) => `${tick}×`),
      line(
        [
          { x: 1, y: 1 },
          { x: Math.min(most, high), y: Math.min(most, high) },
        ],
        {
          x: 'x',
          y: 'y',
          stroke: 'var(--muted)',
          strokeDasharray: '1.5,4',
          strokeWidth: 1.5,
          className: 'mark-ideal',
        },
      ),
      line([...study.ceiling], {
        x: 'lanes',
        y: (point: { speedUp: { value: number } }) => point.speedUp.value,
        stroke: 'var(--ink)',
        strokeDasharray: '6,4',
        strokeWidth: 1.5,
        className: 'mark-ceiling',
      }),
      areaY(bands, {
        x: 'lanes',
        y1: 'low',
        y2: 'high',
        z: 'id',
        fill: 'colour',
        fillOpacity: 0.13,
        className: 'mark-band',
      }),
      line(points, {
        x: 'lanes',
        y: (point: FlatPoint) => point.speedUp.value,
        z: 'id',
        stroke: 'colour',
        strokeWidth: 2.2,
        className: 'mark-line',
      }),
      ruleX(points, {
        x: 'lanes',
        y1: (point: FlatPoint) => point.speedUp.low,
        y2: (point: FlatPoint) => point.speedUp.high,
        stroke: 'colour',
        strokeWidth: 4,
        strokeOpacity: 0.4,
        className: 'mark-interval',
      }),
      dot(points, {
        x: 'lanes',
        y: (point: FlatPoint) => point.speedUp.value,
        fill: 'colour',
        r: 3.8,
        title: hover,
        className: 'mark-point',
      }),
      ...(width === 820 ? endLabels(last, (point) => point.speedUp.value, high) : []),
    ],
  };
}

/** Names the lines at their right end, moved apart where they would cover each other. */
function endLabels(last: readonly FlatPoint[], value: (point: FlatPoint) => number, high: number) {
  const gap = high / 19;
  let floor = -Infinity;
  const labels = last
    .toSorted((a, b) => value(a) - value(b))
    .map((point) => {
      floor = Math.max(value(point), floor + gap);
      return { ...point, at: floor };
    });
  return [
    text(labels, {
      x: 'lanes',
      y: 'at',
      text: 'name',
      fill: 'colour',
      fontWeight: 600,
      textAnchor: 'start',
      dx: 9,
      className: 'mark-label',
    }),
  ];
}

function costChart(study: ScaleStudy, curves: readonly ScaleCurve[], width: ChartWidth): PlotOptions {
  const points = flat(curves).filter(({ cpuCost }) => cpuCost !== null);
  const most = mostLanes(study, curves);
  const high = Math.max(2, ...points.map(({ cpuCost }) => cpuCost ?? 0)) * 1.05;
  return {
    ...frame(width, width === 820 ? 200 : 190),
    x: { type: 'linear', domain: [1, most] },
    y: { type: 'linear', domain: [0, high] },
    marks: [
      ...underlay(study, most, width),
      ...leftAxis(wholeTicks(high, 4), (tick) => `${tick}×`),
      ruleY([1], { stroke: 'var(--ink)' }),
      line(points, {
        x: 'lanes',
        y: 'cpuCost',
        z: 'id',
        stroke: 'colour',
        strokeWidth: 2,
        className: 'mark-line',
      }),
      dot(points, {
        x: 'lanes',
        y: 'cpuCost',
        fill: 'colour',
        r: 3.4,
        className: 'mark-cost',
        title: ({ name, lanes, cpuCost }: FlatPoint) =>
          `${name}, ${lanes} lanes: CPU cost ${formatRatio(cpuCost ?? 0)}`,
      }),
    ],
  };
}
