// A node of ours, in a process of its own.
import { startClusterWorker } from '@counterpoint/core/cluster';

const options = JSON.parse(process.argv[2]);
await startClusterWorker(options);
console.log('ready');
