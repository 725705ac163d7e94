/** What a reader of the table should know; each is shown under it. */
export const REMARKS = [
  'Mixed lengths: after the first long job nothing is sent ahead, so that no job waits behind another; a lane then idles until the host has woken up, which takes longer where both cores spin. A trace of the jobs shows gaps before most of them (1 to 5 ms each on a loaded machine, about 0.3 ms by the makespan on a calm one), on processes longer than on threads. The order of the jobs decides the rest: the last long one ends alone.',
  'Moved: the array itself costs nothing here, so this is the round trip of one job with options of its own. The longer path to a lane is not the whole reason: a longer row of such jobs misses the bar as well.',
  '1 MiB copied to a process: the host and the child put the pieces of 64 KiB together that their sockets give them, as every peer does; what this adds to plain messages is the bookkeeping of the job.',
  'Idle lanes: a lane holds a good dozen modules beside what a bare worker or child has, on threads piscina too; a process also a share of the shell that ends orphans.',
  'Cold start of one thread: a bare worker evaluates one line, a lane links its modules first; of two lanes, which link at the same time, less of it is seen.',
];
