import { defineConfig } from 'vitest/config';

// Every test starts processes; a loaded machine takes its time.
export default defineConfig({ test: { testTimeout: 60_000 } });
