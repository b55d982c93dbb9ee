/** Describes the parts of one entry of a package-lock.json that the checks read. */
export interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Installed for development alone. */
  readonly dev?: boolean;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Describes a package-lock.json: entries by their place below the root, such as `node_modules/effect`. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockEntry>>;
}
