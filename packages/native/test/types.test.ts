import { describe, expectTypeOf, it } from 'vitest';
import { counter, primesSync, sort, sum, type Detailed } from '../src/index.ts';

describe('the types of results', () => {
  it('are the value alone, or a Detailed one where the options say so', () => {
    expectTypeOf(counter({ n: 5 })).resolves.toEqualTypeOf<number>();
    expectTypeOf(counter({ n: 5, tasks: 2 })).resolves.toEqualTypeOf<number[]>();
    expectTypeOf(counter({ n: 5, detail: true })).resolves.toEqualTypeOf<Detailed<number>>();
    expectTypeOf(counter({ n: 5, tasks: 1, detail: true })).resolves.toEqualTypeOf<Detailed<number[]>>();
    expectTypeOf(sum({ n: 5, detail: false })).resolves.toEqualTypeOf<number | bigint>();
    expectTypeOf(sort({ values: new Float64Array(1) })).resolves.toEqualTypeOf<Float64Array>();
    expectTypeOf(primesSync({ n: 5, threads: 2 })).toEqualTypeOf<number>();
    const either = { n: 5, detail: Math.random() < 2 };
    expectTypeOf(primesSync(either)).toEqualTypeOf<number | Detailed<number>>();
  });
});
