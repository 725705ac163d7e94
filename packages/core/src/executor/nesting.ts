import { NotSupported } from '../errors/executor-error.ts';

/** Where this thread or process stands. Two copies of this module in one lane must agree, hence the global. */
interface Place {
  /** Lanes above this one: 0 where nobody opened it as a lane. */
  depth: number;
  /** Modules of tasks that are being loaded. */
  loading: number;
}

/** Lanes may open lanes of their own this often: a job that uses an executor may call another that does. */
const DEEPEST = 2;

const PLACE = Symbol.for('counterpoint.place');

function place(): Place {
  const shared = globalThis as { [PLACE]?: Place };
  return (shared[PLACE] ??= { depth: 0, loading: 0 });
}

/** Tells that this thread or process is a lane. */
export function enterLane(depth: number): void {
  place().depth = depth;
}

/** Loads the module of a task in a lane. */
export async function whileLoading<T>(load: () => Promise<T>): Promise<T> {
  const here = place();
  here.loading++;
  try {
    return await load();
  } finally {
    here.loading--;
  }
}

/**
 * Gives the depth of a lane that is opened from here: 1 outside of lanes.
 * @throws {NotSupported} in a lane that loads a module, which would go on for ever; and too deep in lanes
 */
export function depthOfNewLane(): number {
  const { depth, loading } = place();
  if (depth > 0 && loading > 0) {
    throw new NotSupported(
      "the module of a task starts lanes while a lane loads it, and each of them would do so again: keep tasks in modules of their own, or run a script's own part " +
        'only where process.argv[1] === fileURLToPath(import.meta.url)',
    );
  }
  if (depth >= DEEPEST) {
    throw new NotSupported(
      `lanes inside of lanes are opened ${DEEPEST} deep at most: use 'inline' here; if nobody meant to nest them, keep tasks in modules that do not start executors`,
    );
  }
  return depth + 1;
}
