let own: string | undefined;
let reserved = 0;

/** Where a job comes from, its number there, and how often it was begun: stays with it wherever it runs. */
export interface JobIdentity {
  /** What the ids of all jobs of the submitting thread begin with. */
  readonly origin: string;
  readonly number: number;
  /** 1 in the first run. */
  readonly attempt: number;
}

/** Gives what the ids of this thread's jobs begin with; made, and its module loaded, when it is first needed. */
export function ownOrigin(): string {
  return (own ??= process.getBuiltinModule('node:crypto').randomBytes(8).toString('hex'));
}

/** Reserves numbers that follow each other; gives the first. */
export function reserveNumbers(count: number): number {
  const first = reserved;
  reserved += count;
  return first;
}

/** Gives the id that a task sees. */
export function jobId(origin: string, number: number): string {
  return `${origin}-${number}`;
}
