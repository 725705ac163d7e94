import { Ring } from './ring.ts';

/** What a queue orders. */
export interface Prioritized {
  readonly priority: number;
}

/**
 * First in, first out within a priority; higher priorities first.
 *
 * One ring per priority in use: adding and removing take constant time while the priorities are few, as they are.
 */
export class PriorityQueue<T extends Prioritized> {
  private readonly rings = new Map<number, Ring<T>>();
  /** Priorities in use, lowest first. */
  private readonly order: number[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(item: T): void {
    this.ring(item.priority).push(item);
    this.count++;
  }

  /** Puts an item before all others of its priority. */
  unshift(item: T): void {
    this.ring(item.priority).unshift(item);
    this.count++;
  }

  /** The item that leaves next; undefined when empty. */
  peek(): T | undefined {
    const priority = this.order[this.order.length - 1];
    return priority === undefined ? undefined : this.rings.get(priority)?.at(0);
  }

  shift(): T | undefined {
    const priority = this.order[this.order.length - 1];
    if (priority === undefined) return undefined;
    const ring = this.rings.get(priority) as Ring<T>;
    const item = ring.shift();
    if (item !== undefined) this.count--;
    // The last ring stays, so that a queue that is filled and emptied all the time makes no new one.
    if (ring.length === 0 && this.order.length > 1) this.dropHighest();
    return item;
  }

  private dropHighest(): void {
    this.rings.delete(this.order.pop() as number);
  }

  private ring(priority: number): Ring<T> {
    let ring = this.rings.get(priority);
    if (ring === undefined) {
      if (this.count === 0 && this.order.length > 0) this.dropHighest();
      ring = new Ring();
      this.rings.set(priority, ring);
      let at = this.order.length;
      while (at > 0 && (this.order[at - 1] as number) > priority) at--;
      this.order.splice(at, 0, priority);
    }
    return ring;
  }
}
