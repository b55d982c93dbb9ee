import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const library = resolve(import.meta.dirname, "..");
const run = promisify(execFile);

/** Lets drizzle-kit compare the declarations with a copy of the migrations. */
const generate = async (schema: string) => {
  const folder = await mkdtemp(join(tmpdir(), "trialflow-drizzle-"));
  try {
    await cp(join(library, "migrations"), join(folder, "migrations"), { recursive: true });
    const before = (await readdir(join(folder, "migrations"))).length;
    const config = join(library, `.drizzle-test-${process.pid}.config.ts`);
    // drizzle-kit takes `out` relative to its working folder and puts "./" before it.
    const out = join("..", "..", "..", "..", "..", "..", "..", "..", folder, "migrations");
    await writeFile(
      config,
      `export default { dialect: "postgresql", schema: ${JSON.stringify(schema)}, out: ${JSON.stringify(out)}, schemaFilter: ["raw", "staging", "analytics", "ops"] };`,
    );
    try {
      const { stdout } = await run(
        join(library, "../../node_modules/.bin/drizzle-kit"),
        ["generate", "--config", config],
        { cwd: library },
      );
      return { stdout, added: (await readdir(join(folder, "migrations"))).length - before };
    } finally {
      await rm(config);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

test("the migrations are in step with the declarations", async () => {
  const { stdout, added } = await generate("./src/tables/index.ts");
  expect(stdout).toContain("No schema changes");
  expect(added).toBe(0);
});

test("a declaration without its migration is noticed", async () => {
  const changed = join(library, `src/tables/.changed-${process.pid}.ts`);
  const index = await readFile(join(library, "src/tables/index.ts"), "utf8");
  await writeFile(
    changed,
    `${index}\nimport { text } from "drizzle-orm/pg-core";\nimport { ops as schema } from "./schemas.ts";\nexport const unplanned = schema.table("unplanned", { name: text() });\n`,
  );
  try {
    expect((await generate(changed)).added).toBe(1);
  } finally {
    await rm(changed);
  }
});
