import { defineConfig } from 'vitest/config';

// Every test starts processes; a loaded machine takes its time. Three files at a time on any machine: much of it is waiting.
// What the tests themselves load keeps no state, so files share it.
export default defineConfig({ test: { testTimeout: 60_000, maxWorkers: 3, isolate: false } });
