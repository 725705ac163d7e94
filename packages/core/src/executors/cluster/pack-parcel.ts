import { NotTransportable } from '../../errors/executor-error.ts';
import { DEFAULT_CALL } from '../../scheduler/call.ts';
import type { Job } from '../../scheduler/job.ts';
import { BatchPacker } from '../../wire/batch-packer.ts';
import { ownOrigin } from '../../wire/job-id.ts';
import { pack, PROTOCOL, type Packed, type Parcel, type RemoteCall } from './messages.ts';
import { taskName, type TaskName } from './task-version.ts';

/** The engine holds no text longer than this, whatever it is made of. */
const MAX_BODY_BYTES = 2 ** 26;

/**
 * Packs jobs for the queue.
 * @throws {NotSupported} for a task that workers cannot know
 * @throws {NotTransportable} if a job is larger than the limit and there is no blob store
 */
export function packParcel(
  jobs: readonly Job[],
  maxValueBytes: number,
  hasBlobs: boolean,
): { readonly body: Packed; readonly tooLarge: boolean } {
  const [first] = jobs as readonly [Job];
  const tasks = new Map<number, TaskName>();
  for (const { task } of jobs) if (!tasks.has(task.id)) tasks.set(task.id, taskName(task.reference));
  const message = new BatchPacker().pack(jobs);
  const parcel: Parcel = {
    protocol: PROTOCOL,
    tasks: [...tasks],
    bulk: first.bulk,
    shape: message.type === 'run' ? message.shape : bulkShape(first),
    origin: ownOrigin(),
    args: message.type === 'run' ? message.args : message.items,
    ...(jobs.some(hasOptions) ? { calls: jobs.map(remoteCall) } : {}),
  };
  const body = pack(parcel);
  const limit = Math.min(MAX_BODY_BYTES, first.bulk ? maxValueBytes * first.args.length : maxValueBytes);
  const bytes = Buffer.byteLength(body);
  const tooLarge = bytes > limit;
  if (tooLarge && (!hasBlobs || jobs.length > 1)) {
    throw new NotTransportable(
      `args take ${bytes} bytes, more than maxValueBytes (${maxValueBytes}): pass less, raise the limit, or give a blob store (\`blobs\`)`,
      'args',
    );
  }
  return { body, tooLarge };
}

/** A bulk job is one group, of as many jobs as it has items. */
function bulkShape({ task, args, number, attempt }: Job): readonly number[] {
  return [task.id, 1, args.length, number, attempt, 0];
}

function hasOptions({ call: { timeout, grace, onReport } }: Job): boolean {
  return (timeout ?? Infinity) !== Infinity || grace !== DEFAULT_CALL.grace || onReport !== undefined;
}

function remoteCall({ call }: Job): RemoteCall {
  return {
    ...(call.timeout === undefined || call.timeout === Infinity ? {} : { timeoutMs: call.timeout }),
    ...(call.grace === DEFAULT_CALL.grace ? {} : { graceMs: call.grace }),
    ...(call.onReport === undefined ? {} : { report: true as const }),
  };
}
