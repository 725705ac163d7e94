import type { CommandEntry } from '../command/command.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'bench',
    summary: "the article's programs side by side, and what holds of its claims",
    load: () => import('./bench.ts'),
  },
  {
    name: 'report',
    summary: 'a result as tables, Markdown, CSV or one HTML page',
    load: () => import('./report.ts'),
  },
  {
    name: 'advise',
    summary: 'measures your own function, and says how to run it',
    load: () => import('./advise.ts'),
  },
  {
    name: 'map',
    summary: 'a function over every line of files or stdin, in parallel',
    load: () => import('./map.ts'),
  },
  {
    name: 'kernel',
    summary: 'builds a kernel of your own, in C or C++',
    load: () => import('./kernel.ts'),
  },
  {
    name: 'worker',
    summary: 'a node of a cluster: runs the jobs of a queue',
    load: () => import('./worker.ts'),
  },
  {
    name: 'compare',
    summary: 'two commands, functions or results: is the second one faster or slower?',
    load: () => import('./compare.ts'),
  },
  {
    name: 'scale',
    summary: 'speed-up and CPU cost of a workload or a function over lanes',
    load: () => import('./scale.ts'),
  },
  {
    name: 'doctor',
    summary: 'what this machine offers, and what to fix',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'completion',
    summary: 'completion for bash, zsh or fish',
    load: () => import('./completion.ts'),
  },
];
