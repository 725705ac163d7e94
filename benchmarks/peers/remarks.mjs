/** What a reader of the table should know; each is shown under it. */
export const REMARKS = [
  'The rows were measured in several runs of 2026-11-24 on a machine with other load (load averages of 5 to 25 on 2 cores), some before the last changes: their intervals are wide. Run them again on a calm machine before quoting one.',
  'No row of Node 24 stands here yet, so `multithreading`, which needs it, has no number.',
  'p99 loop delay: results hold the loop for 1 ms in a row and one batch; the rest is collection of garbage and a machine that takes the core away (the shared-memory ring had 13 ms in the same run).',
  'Processes against Python: each job costs one write to the page that outlives its child (1.9 us here), so that what has ended is delivered even after SIGKILL.',
  'Mixed lengths: jobs that spin by the wall clock miss a greedy schedule by as much as the machine takes away; piscina and workerpool, which send one job at a time, missed it by the same in the same run.',
  'Moved: a round trip of ours passes through more code than a bare worker; in short runs it is still interpreted. With 400 ms of warm-up both took the same time.',
  'The iterated map grew by 73 MiB on threads: the young generations of three isolates, not the input.',
];
