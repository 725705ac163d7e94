type Items = readonly unknown[] | Float64Array;

/** Portions of these sizes keep numbers side by side, outside of the heap: a collection of garbage then copies none. */
const LEAST_PACKED = 64;
const MOST_PACKED = 65_536;

/** The items of a map: an array, any iterable, or an async iterable, pulled a portion at a time. */
export class ItemSource {
  /** Number of items, where it is known beforehand. */
  readonly total: number | undefined;
  /** Items pulled so far. */
  pulled = 0;
  ended = false;
  private readonly list: Items | undefined;
  private readonly iterator: Iterator<unknown> | undefined;
  private readonly asyncIterator: AsyncIterator<unknown> | undefined;
  /** What the input threw after items that are not yet processed. */
  private thrown: { readonly error: unknown } | undefined;

  /** @throws {TypeError} if the items are not iterable */
  constructor(items: Iterable<unknown> | AsyncIterable<unknown>) {
    if (Array.isArray(items) || items instanceof Float64Array) {
      this.list = items;
      this.total = items.length;
      this.ended = items.length === 0;
    } else if (typeof (items as AsyncIterable<unknown> | undefined)?.[Symbol.asyncIterator] === 'function') {
      this.asyncIterator = (items as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    } else if (typeof (items as Iterable<unknown> | undefined)?.[Symbol.iterator] === 'function') {
      this.iterator = (items as Iterable<unknown>)[Symbol.iterator]();
      this.total = items instanceof Set || items instanceof Map ? items.size : undefined;
    } else {
      throw new TypeError(`map: expected an iterable or async iterable of items, got ${typeof items}`);
    }
  }

  /** The items are numbers side by side in memory. */
  get packed(): boolean {
    return this.list instanceof Float64Array;
  }

  /** Items not yet pulled; undefined where that is unknown. */
  get left(): number | undefined {
    return this.total === undefined ? undefined : this.total - this.pulled;
  }

  /** Takes up to `most` items; fewer only at the end, or where an async input gives them singly. */
  pull(most: number): Items | Promise<Items> {
    if (this.list !== undefined) return this.slice(this.list, most);
    if (this.iterator !== undefined) return this.iterate(this.iterator, most);
    return this.await(this.asyncIterator as AsyncIterator<unknown>);
  }

  /** Tells the input that no more will be taken. */
  async close(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    // An input that threw is over, and must not be asked to return.
    if (this.thrown !== undefined) return;
    try {
      await (this.iterator?.return?.() ?? this.asyncIterator?.return?.());
    } catch {
      // The map has its outcome already; an input that fails to clean up cannot change it.
    }
  }

  private slice(list: Items, most: number): Items {
    const items = list.slice(this.pulled, this.pulled + most);
    this.pulled += items.length;
    this.ended = this.pulled >= list.length;
    return items;
  }

  private iterate(iterator: Iterator<unknown>, most: number): Items {
    if (this.thrown !== undefined) {
      this.ended = true;
      throw this.thrown.error;
    }
    const packed = most >= LEAST_PACKED && most <= MOST_PACKED;
    let items: unknown[] | Float64Array = packed ? new Float64Array(most) : [];
    let count = 0;
    try {
      while (count < most) {
        const { done, value } = iterator.next();
        if (done === true) {
          this.ended = true;
          break;
        }
        if (typeof value !== 'number' && items instanceof Float64Array)
          items = Array.from(items.subarray(0, count));
        items[count++] = value;
      }
    } catch (error) {
      this.thrown = { error };
      if (count === 0) return this.iterate(iterator, most);
    }
    this.pulled += count;
    return count < items.length ? items.slice(0, count) : items;
  }

  private async await(iterator: AsyncIterator<unknown>): Promise<Items> {
    try {
      const { done, value } = await iterator.next();
      if (done !== true) {
        this.pulled++;
        return [value];
      }
    } catch (error) {
      this.ended = true;
      throw error;
    }
    this.ended = true;
    return [];
  }
}
