/** Calls kernels while the system starts no thread, and afterwards. */
import { counter, counterSync, mandelbrotSync } from '@counterpoint/native';

const codes = [];
const failing = async (call) => {
  try {
    await call();
    codes.push('no error');
  } catch (error) {
    codes.push(error.code);
  }
};
const uneven = { out: new Uint16Array(64 * 64), width: 64, height: 64, threads: 8 };

process.env.NO_MORE_THREADS = '1';
await failing(() => counter({ n: 1e6 }));
await failing(() => counter({ n: 1e6, threading: 'spawn' }));
await failing(() => mandelbrotSync(uneven));
await failing(() => mandelbrotSync({ ...uneven, threading: 'spawn' }));
console.log(codes.join(' '), counterSync({ n: 1000, threads: 1 })); // one thread is this one

delete process.env.NO_MORE_THREADS;
console.log(await counter({ n: 1e6 }), mandelbrotSync(uneven) === uneven.out);
