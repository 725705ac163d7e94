// How a package's JavaScript is made, beside tsc's declarations: a few files where src has a hundred, as each costs a start of
// Node or of a lane. They lie flat in dist, one level below the package, as src does. Run in the folder of a package.
import { basename } from 'node:path';

/** Of each package: names in dist with their sources, and what goes into one file for all that share it. */
const bundles = {
  core: {
    input: {
      index: './src/index.ts',
      cluster: './src/executors/cluster/index.ts',
      testing: './src/testing/index.ts',
      // Found by URL: lanes start from these, and load these tasks.
      'thread-lane': './src/executors/threads/lane-entry.ts',
      'process-lane': './src/executors/processes/lane-entry.ts',
      'testing-tasks': './src/testing/tasks.ts',
    },
    shared: /src.(errors|lane|task|wire)./,
  },
  native: {
    // The last two are for the benchmarks.
    input: {
      index: './src/index.ts',
      twins: './src/twins.ts',
      call: './src/call.ts',
      sample: './src/kernels/sample.ts',
    },
    shared: /src./,
  },
  cli: {
    input: { main: './src/main.ts', 'run-block': './src/map/run-block.ts' },
    shared: /src.(arguments|command)./,
  },
};

const { input, shared } = bundles[basename(process.cwd())];

export default {
  input,
  platform: 'node',
  // Packages; not the helpers of the compiler itself.
  external: /^(?!@oxc-project\/runtime)(node:|@?[a-z][\w-]+(\/|$))/,
  transform: { target: 'es2022' },
  output: {
    dir: 'dist',
    chunkFileNames: '[name].js',
    sourcemap: true,
    codeSplitting: { groups: [{ name: 'shared', test: shared, minShareCount: 2 }] },
  },
};
