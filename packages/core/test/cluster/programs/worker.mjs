// A worker node in a process of its own, so that a test can kill it.
import { startClusterWorker } from '@counterpoint/core/cluster';

const [options] = JSON.parse(process.argv[2]);
const worker = await startClusterWorker(options);
console.log('ready');
process.once('SIGTERM', () => void worker.close().then(() => process.exit(0)));
