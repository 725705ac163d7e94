import { api } from '../tasks/nanolith-definitions.mjs';

export async function open(_model, lanes) {
  const cluster = await api.clusterize(lanes);
  return {
    run: (name, value) => cluster.use().call({ name, params: [value] }),
    close: () => cluster.closeAll(),
  };
}
