import { rect, ruleX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { TimelineResult } from '../../../result/timeline.ts';
import { formatMs } from '../../../text/format.ts';
import type { ChartWidth } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { bottomAxis, evenTicks } from '../plot-parts.ts';
import type { Section } from '../section.ts';
import { drawSvg } from '../svg.ts';

/** Which job ran on which lane, model by model, on one scale of time. */
export function timelineSection(timelines: readonly TimelineResult[]): Section {
  const longest = Math.max(1, ...timelines.map(({ wallMs }) => wallMs));
  const workload = timelines[0]?.workload ?? '';
  return {
    id: 'lanes',
    title: 'The same jobs, lane by lane',
    entry: 'Lanes over time',
    intro: `One run of ${workload} on each model, as the executor’s trace saw it. All models share one scale of time.`,
    body: markup`<figure class="figure">
      <figcaption>
        <strong>Lanes over time</strong>
        <span
          >Each line is a lane, each block a job from its start to its end; gaps are idle lanes, and the
          shorter the picture, the sooner all was done. Dark and light tell tasks apart, ✕ marks a job that
          failed.</span
        >
      </figcaption>
      ${timelines.map((timeline) => timelineRow(timeline, longest))}
    </figure>`,
  };
}

function timelineRow(timeline: TimelineResult, longest: number): Markup {
  const { model, lanes, wallMs, jobs } = timeline;
  const title = `${model}: ${jobs.length} jobs on ${lanes} ${lanes === 1 ? 'lane' : 'lanes'} in ${formatMs(wallMs)}`;
  const words = { title, description: jobs.slice(0, 40).map(jobText).join('; ') };
  return markup`<div class="strip">
    <p>
      <b style="color:${modelColour(model)}">${model}</b> ${lanes} ${lanes === 1 ? 'lane' : 'lanes'},
      ${formatMs(wallMs)}
    </p>
    ${drawSvg(words, gantt(timeline, longest, 820), 'wide')}${drawSvg(words, gantt(timeline, longest, 320), 'narrow')}
  </div>`;
}

type Job = TimelineResult['jobs'][number];

function jobText({ task, lane, startMs, endMs, state }: Job): string {
  return `${task} on lane ${lane}, ${formatMs(startMs)} to ${formatMs(endMs)}${state === 'rejected' ? ', failed' : ''}`;
}

function gantt({ model, jobs, wallMs }: TimelineResult, longest: number, width: ChartWidth): PlotOptions {
  const lanes = [...new Set(jobs.map(({ lane }) => lane))].toSorted((a, b) => a - b);
  const tasks = [...new Set(jobs.map(({ task }) => task))];
  const thickness = Math.max(5, Math.min(18, 160 / Math.max(1, lanes.length)));
  const placed = jobs.map((job) => ({
    ...job,
    at: lanes.indexOf(job.lane),
    paint: tasks.indexOf(job.task) % 2 === 0 ? 0.9 : 0.45,
  }));
  type Placed = (typeof placed)[number];
  const ticks = evenTicks(longest, width === 820 ? 8 : 4);
  return {
    width,
    height: lanes.length * thickness + 30,
    marginLeft: 22,
    marginRight: 24,
    marginTop: 4,
    marginBottom: 24,
    x: { type: 'linear', domain: [0, longest] },
    y: { type: 'linear', domain: [Math.max(1, lanes.length), 0], axis: null },
    marks: [
      ...bottomAxis(ticks, '', formatMs).slice(0, 2),
      ruleY(
        lanes.map((_, index) => index + 0.5),
        { stroke: 'var(--line)' },
      ),
      rect(placed, {
        x1: 'startMs',
        x2: (job: Placed) => Math.max(job.endMs, job.startMs + longest / 400),
        y1: 'at',
        y2: (job: Placed) => job.at + 1,
        insetTop: 1,
        insetBottom: 1,
        insetLeft: 0.3,
        insetRight: 0.3,
        rx: 1.5,
        fill: modelColour(model),
        fillOpacity: 'paint',
        stroke: 'var(--card)',
        strokeWidth: 0.6,
        title: jobText,
        className: 'mark-job',
      }),
      text(
        placed.filter(({ state }) => state === 'rejected'),
        {
          x: (job: Placed) => (job.startMs + job.endMs) / 2,
          y: (job: Placed) => job.at + 0.5,
          text: () => '✕',
          fill: 'var(--ink)',
          fontWeight: 700,
          className: 'mark-failed',
        },
      ),
      ruleX([wallMs], { stroke: 'var(--ink)', strokeWidth: 1.2, className: 'mark-end' }),
    ],
    opacity: { type: 'identity' },
  };
}
