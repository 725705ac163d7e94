const { ClusterWorker } = require('poolifier');

// As an ES module it misses the first message of its pool, and no job ever runs.
module.exports = new ClusterWorker(require('./tasks.cjs'));
