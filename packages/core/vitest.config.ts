import { defineConfig } from 'vitest/config';

// Three files at a time on any machine: many tests wait for locks, links and servers, and use no CPU meanwhile.
export default defineConfig({ test: { maxWorkers: 3 } });
