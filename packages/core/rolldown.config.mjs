// The JavaScript of dist, beside tsc's declarations: a few files where src has a hundred, as each costs a start of Node or of a lane.
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: {
    index: 'src/index.ts',
    cluster: 'src/executors/cluster/index.ts',
    testing: 'src/testing/index.ts',
    // Found by URL: lanes start from these, and load these tasks.
    'thread-lane': 'src/executors/threads/lane-entry.ts',
    'process-lane': 'src/executors/processes/lane-entry.ts',
    'testing-tasks': 'src/testing/tasks.ts',
  },
  platform: 'node',
  external: ['bullmq', 'ioredis', 'piscina'],
  transform: { target: 'es2022' },
  output: {
    dir: 'dist',
    chunkFileNames: '[name].js',
    sourcemap: true,
    // What hosts and lanes share.
    codeSplitting: { groups: [{ name: 'shared', test: /src.(errors|lane|task|wire)./, minShareCount: 2 }] },
  },
});
