import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inspectBinary, pathsOf } from '../../scripts/inspect-binary.mjs';

const local = path.join(import.meta.dirname, '..', '..', 'build', 'Release', 'counterpoint_native.node');

test.runIf(process.platform === 'linux')(
  'the binary built here exports the two N-API entry points alone and has no executable stack',
  () => {
    const { exported, faults } = inspectBinary(local);
    expect(exported).toEqual(['napi_register_module_v1', 'node_api_module_get_api_version_v1']);
    // A compiler of the machine binds to the glibc of the machine; the floor is held by the cross-compiled ones.
    expect(faults.filter((fault) => !fault.startsWith('expected glibc'))).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'a binary that exports something else is a fault that is told',
  () => {
    expect(inspectBinary(path.join(path.dirname(local), 'counterpoint-native-bench')).faults.join()).toMatch(
      /expected the exports napi_register_module_v1/,
    );
  },
);

test('a path of this machine in a binary is told; the binary built here holds none', () => {
  expect(pathsOf(local)).toEqual([]);
  const source = path.join(import.meta.dirname, '..', '..', 'src', 'addon.cc');
  const file = path.join(tmpdir(), `counterpoint-paths-${process.pid}.node`);
  try {
    writeFileSync(file, `\0\u0001${source}\0`);
    expect(pathsOf(file)).toEqual([source]);
  } finally {
    rmSync(file);
  }
});
