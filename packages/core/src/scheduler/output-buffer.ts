import { Ring } from './ring.ts';

type Values = readonly unknown[] | Float64Array;

/** Results that wait for their consumer: in input order, or in order of completion. */
export class OutputBuffer {
  private readonly ordered: boolean;
  /** Stretches of results that can be taken now, in order. */
  private readonly open = new Ring<Values>();
  /** Ordered only: stretches by the index of their first item, that wait for earlier ones. */
  private readonly early = new Map<number, Values>();
  /** Results waiting, whether they can be taken or not. */
  length = 0;
  private readable = 0;
  /** Results released so far; where they are ordered, the index of the next one. */
  nextIndex = 0;
  private offset = 0;

  constructor(ordered: boolean) {
    this.ordered = ordered;
  }

  /** A result can be taken now. */
  get ready(): boolean {
    return this.readable > 0;
  }

  put(index: number, value: unknown): void {
    this.putMany(index, [value]);
  }

  /** Adds the results of consecutive items. */
  putMany(index: number, values: Values): void {
    if (values.length === 0) return;
    this.length += values.length;
    if (this.ordered && index !== this.nextIndex) {
      this.early.set(index, values);
      return;
    }
    this.release(values);
    for (
      let next = this.early.get(this.nextIndex);
      this.ordered && next !== undefined;
      next = this.early.get(this.nextIndex)
    ) {
      this.early.delete(this.nextIndex);
      this.release(next);
    }
  }

  /** Takes the next result; there must be one. */
  take(): unknown {
    const values = this.open.at(0) as Values;
    const value = values[this.offset++];
    if (this.offset === values.length) {
      this.open.shift();
      this.offset = 0;
    }
    this.readable--;
    this.length--;
    return value;
  }

  /**
   * Takes all that can be taken, as one array.
   * @param packed - as a Float64Array, if all are numbers
   */
  takeAll(packed: boolean): unknown[] | Float64Array {
    const numbers = packed ? this.takeNumbers() : undefined;
    if (numbers !== undefined) return numbers;
    const all: unknown[] = [];
    all.length = this.readable;
    let at = 0;
    for (let values = this.open.shift(); values !== undefined; values = this.open.shift()) {
      for (let index = this.offset; index < values.length; index++) all[at++] = values[index];
      this.offset = 0;
    }
    this.length -= this.readable;
    this.readable = 0;
    return all;
  }

  private takeNumbers(): Float64Array | undefined {
    const all = new Float64Array(this.readable);
    let at = 0;
    for (let index = 0; index < this.open.length; index++) {
      const values = this.open.at(index) as Values;
      if (!(values instanceof Float64Array) && values.some((value) => typeof value !== 'number'))
        return undefined;
      all.set(values as ArrayLike<number>, at);
      at += values.length;
    }
    while (this.open.shift() !== undefined);
    this.length -= this.readable;
    this.readable = 0;
    return all;
  }

  private release(values: Values): void {
    this.open.push(values);
    this.readable += values.length;
    this.nextIndex += values.length;
  }
}
