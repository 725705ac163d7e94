import { spawnSync } from 'node:child_process';

/** Runs `ip` with arguments in one string. */
function ip(line: string): void {
  const { error, status, stderr } = spawnSync('ip', line.split(' '), { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`ip ${line}: ${stderr.trim()}`);
}

/** Prefix of all names here; interfaces take 15 characters at most. */
const OWN = `cp${process.pid}`;

/** Tells why hosts cannot be made here; undefined where they can. */
export function whyNoHosts(): string | undefined {
  try {
    ip(`netns add ${OWN}t`);
    try {
      ip(`link add ${OWN}t type veth peer name ${OWN}u netns ${OWN}t`);
    } finally {
      ip(`netns del ${OWN}t`);
    }
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Two hosts with a network of their own, beside this one. All addresses are of 198.18.0.0/15, which is set aside for tests of
 * networks (RFC 2544).
 *
 *     this host (caller) --- far link --- redis host --- worker link --- worker host
 */
export class TwoHosts {
  /** Address of the Redis host, as seen from here. */
  readonly redisFromHere: string;
  /** Address of the Redis host, as seen from the worker host. */
  readonly redisFromWorker: string;
  /** What a command must begin with to run on a host. */
  readonly onRedisHost: readonly string[];
  readonly onWorkerHost: readonly string[];
  private readonly redis = `${OWN}r`;
  private readonly worker = `${OWN}w`;

  constructor() {
    const { redis, worker } = this;
    const net = `198.18.${process.pid % 256}`;
    this.redisFromHere = `${net}.2`;
    this.redisFromWorker = `${net}.6`;
    this.onRedisHost = ['ip', 'netns', 'exec', redis];
    this.onWorkerHost = ['ip', 'netns', 'exec', worker];
    try {
      ip(`netns add ${redis}`);
      ip(`netns add ${worker}`);
      ip(`link add ${OWN}h type veth peer name here netns ${redis}`);
      ip(`-n ${redis} link add worker type veth peer name redis netns ${worker}`);
      ip(`addr add ${net}.1/30 dev ${OWN}h`);
      ip(`-n ${redis} addr add ${net}.2/30 dev here`);
      ip(`-n ${redis} addr add ${net}.6/30 dev worker`);
      ip(`-n ${worker} addr add ${net}.5/30 dev redis`);
      ip(`link set ${OWN}h up`);
      for (const [host, device] of [
        [redis, 'lo'],
        [redis, 'here'],
        [redis, 'worker'],
        [worker, 'lo'],
        [worker, 'redis'],
      ])
        ip(`-n ${host} link set ${device} up`);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** Takes the link between Redis and one of its two neighbours down, or up again. */
  link(to: 'here' | 'worker', state: 'up' | 'down'): void {
    ip(`-n ${this.redis} link set ${to} ${state}`);
  }

  /** Removes both hosts, and with them their links; what runs there must have ended. */
  remove(): void {
    for (const host of [this.redis, this.worker]) spawnSync('ip', ['netns', 'del', host]);
  }
}
