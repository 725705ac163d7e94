const NOW = Promise.resolve();

/** Runs something as a microtask; `queueMicrotask` would make an AsyncResource each time. It must not throw. */
export function soon(run: () => void): void {
  void NOW.then(run);
}
