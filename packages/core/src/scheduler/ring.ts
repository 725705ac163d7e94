/** Sizes are powers of two, so that a position wraps by a mask. */
const SMALL = 16;
/** An empty ring larger than this gives its memory back. */
const LARGE = 4096;

/** A double-ended queue in a ring buffer: every operation takes constant amortised time. */
export class Ring<T> {
  private slots: (T | undefined)[] = Array.from({ length: SMALL });
  private head = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Adds at the back. */
  push(item: T): void {
    if (this.count === this.slots.length) this.grow();
    this.slots[(this.head + this.count) & (this.slots.length - 1)] = item;
    this.count++;
  }

  /** Adds at the front. */
  unshift(item: T): void {
    if (this.count === this.slots.length) this.grow();
    this.head = (this.head - 1) & (this.slots.length - 1);
    this.slots[this.head] = item;
    this.count++;
  }

  /** Removes from the front; undefined when empty. */
  shift(): T | undefined {
    if (this.count === 0) return undefined;
    const item = this.slots[this.head];
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.count--;
    if (this.count === 0 && this.slots.length > LARGE) {
      this.slots = Array.from({ length: SMALL });
      this.head = 0;
    }
    return item;
  }

  /** Reads the item at a position, counted from the front; undefined beyond the end. */
  at(index: number): T | undefined {
    return index >= 0 && index < this.count
      ? this.slots[(this.head + index) & (this.slots.length - 1)]
      : undefined;
  }

  private grow(): void {
    const larger: (T | undefined)[] = Array.from({ length: this.slots.length * 2 });
    for (let index = 0; index < this.count; index++) larger[index] = this.at(index);
    this.slots = larger;
    this.head = 0;
  }
}
