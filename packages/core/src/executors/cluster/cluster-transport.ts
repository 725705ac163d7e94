import type { LaneHost, LaneLink, Transport } from '../../scheduler/transport.ts';
import { ClusterLane } from './cluster-lane.ts';
import { Courier, type CourierOptions } from './courier.ts';

/** Opens lanes into a queue: each has one parcel on its way, which any worker may take. */
export class ClusterTransport implements Transport {
  readonly batching = true;
  /** A parcel costs a few round trips to the engine, so it carries more work than a message to a thread. */
  readonly batchMs = 20;
  readonly carryMs = 4;
  /** Nothing is sent ahead on a lane: another worker may be free. */
  readonly prefetchMs = -1;
  private readonly options: CourierOptions;
  private courier: Promise<Courier> | undefined;
  private lanes = 0;

  constructor(options: CourierOptions) {
    this.options = options;
  }

  open(_id: number, host: LaneHost): LaneLink {
    this.lanes++;
    this.courier ??= Courier.open(this.options);
    return new ClusterLane(host, this.courier, () => this.release());
  }

  /** The last lane ends the connections; an executor that goes on makes new ones. */
  private async release(): Promise<void> {
    if (--this.lanes > 0) return;
    const { courier } = this;
    this.courier = undefined;
    await courier?.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}
