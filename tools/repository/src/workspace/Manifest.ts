/** Describes the parts of a package.json that the checks read. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly workspaces?: ReadonlyArray<string>;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
  readonly nx?: { readonly name?: string; readonly targets?: Readonly<Record<string, unknown>> };
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

/** Names the blocks of a package.json that hold dependencies. */
export const dependencyBlocks = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
] as const satisfies ReadonlyArray<keyof Manifest>;
