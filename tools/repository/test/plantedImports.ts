/** An import that a project must not write, or may: the project's folder and what it imports. */
export type PlantedImport = readonly [folder: string, specifier: string];

const stages = ["libs/extract", "libs/transform", "libs/quality"];
const apps = ["apps/etl-cli", "apps/scheduler"];
const above = ["libs/operations", "libs/openlineage"];
const own = (...names: ReadonlyArray<string>) => names.map((name) => `@trialflow/${name}`);
const driver = ["postgres", "pg", "drizzle-orm/postgres-js", "drizzle-orm/postgres-js/migrator"];
const from = (folder: string, specifiers: ReadonlyArray<string>): ReadonlyArray<PlantedImport> =>
  specifiers.map((specifier) => [folder, specifier]);

const everyProject = [
  "libs/schema",
  "libs/database",
  "libs/observability",
  ...stages,
  "libs/pipeline",
  ...above,
  ...apps,
];

/** Deep into another project, by its name or by a path; from each project, whether it may use that other project or not. */
const aroundTheIndex = everyProject.flatMap((folder) =>
  from(folder, [
    "@trialflow/schema/src/index.ts",
    "@trialflow/schema/tables",
    "../../quality/src/index.ts",
    "../../../libs/schema/src/index.ts",
    "../../schema/dist/index.js",
    "../../testing/test/name.ts",
    "../../../tools/sample/scale.ts",
    "../../../node_modules/postgres/src/index.js",
  ]),
);

/** Imports that break the dependency rule. */
export const forbiddenImports: ReadonlyArray<PlantedImport> = [
  ...from("libs/schema", [
    ...own("database", "observability", "extract", "transform", "quality", "pipeline", "testing", "sample"),
    ...driver,
    "node:fs",
    "node:fs/promises",
    "node:crypto",
  ]),
  ...from("libs/database", own("observability", "extract", "transform", "quality", "pipeline", "testing", "etl-cli")),
  ...from("libs/observability", [
    ...own("database", "extract", "transform", "quality", "pipeline", "testing", "scheduler"),
    ...driver,
    "drizzle-orm",
    "drizzle-orm/pg-core",
  ]),
  ...stages.flatMap((folder) =>
    from(folder, [
      ...own("extract", "transform", "quality").filter((name) => !folder.endsWith(name.slice("@trialflow/".length))),
      ...own("pipeline", "testing", "etl-cli", "scheduler", "sample"),
      ...driver,
    ]),
  ),
  ...from("libs/pipeline", [
    ...own("operations", "openlineage", "testing", "etl-cli", "scheduler", "sample", "docker-tools"),
    ...driver,
  ]),
  ...above.flatMap((folder) =>
    from(folder, [
      ...own(folder === "libs/operations" ? "openlineage" : "operations", "testing", "etl-cli", "scheduler", "sample"),
      ...driver,
    ]),
  ),
  ...from("libs/testing", own("observability", "extract", "transform", "quality", "pipeline", "etl-cli")),
  ...apps.flatMap((folder) =>
    from(folder, [
      ...own("testing", "sample", folder === "apps/etl-cli" ? "scheduler" : "etl-cli"),
      ...driver,
      "drizzle-orm",
      "drizzle-orm/pg-core",
    ]),
  ),
  ...aroundTheIndex,
];

/** Imports that the dependency rule allows. */
export const allowedImports: ReadonlyArray<PlantedImport> = [
  ...from("libs/schema", ["drizzle-orm", "drizzle-orm/pg-core", "./name.ts"]),
  ...from("libs/database", [...own("schema"), ...driver.filter((name) => name !== "pg"), "node:fs/promises"]),
  ...from("libs/observability", [...own("schema"), "effect", "node:process"]),
  ...stages.flatMap((folder) =>
    from(folder, [...own("schema", "database", "observability"), "drizzle-orm", "drizzle-orm/pg-core", "../errors.ts"]),
  ),
  ...from("libs/pipeline", own("schema", "database", "observability", "extract", "transform", "quality")),
  ...from("libs/operations", [...own("schema", "database", "extract", "quality", "pipeline"), "drizzle-orm"]),
  ...from("libs/openlineage", [...own("schema", "database", "pipeline"), "drizzle-orm"]),
  ...from("libs/testing", [...own("schema", "database"), "postgres"]),
  ...apps.flatMap((folder) =>
    from(folder, own("schema", "database", "extract", "transform", "quality", "pipeline", "operations", "openlineage")),
  ),
];
