export declare function inspectBinary(file: string): {
  exported: string[];
  glibc: string | undefined;
  bytes: number;
  faults: string[];
};
export declare function pathsOf(file: string): string[];
