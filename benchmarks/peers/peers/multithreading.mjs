import { initRuntime, move, shutdown, spawn } from 'multithreading';

// Functions travel as source, so they stand here whole.
const FUNCTIONS = {
  noop: (value) => value,
  increment: (value) => value + 1,
  incrementChunk: (values) => values.map((value) => value + 1),
  echo: (value) => value,
};

/** Needs Node 24. */
export async function open(_model, lanes) {
  initRuntime({ maxWorkers: lanes });
  return {
    async run(name, value) {
      const result = await spawn(move(value), FUNCTIONS[name]).join();
      if (!result.ok) throw result.error;
      return result.value;
    },
    close: async () => shutdown(),
  };
}
