import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { readComposeFile } from "../src/compose/readComposeFile.ts";
import { imageFindings } from "../src/dockerfile/imageFindings.ts";
import { instructionFindings } from "../src/dockerfile/instructionFindings.ts";
import { instructionsOf, parseDockerfile } from "../src/dockerfile/parseDockerfile.ts";
import { paths } from "../src/paths.ts";

const text = readFileSync(paths.dockerfile, "utf8");
const targets = ["cli", "scheduler"];
const findings = (dockerfile: string) => {
  const stages = parseDockerfile(dockerfile);
  return [...instructionFindings(stages), ...targets.flatMap((target) => imageFindings(stages, target))];
};
const copies = (target: string) =>
  instructionsOf(parseDockerfile(text), target)
    .filter(({ name }) => name === "COPY")
    .map((instruction) => instruction.text);

interface Manifest {
  readonly name: string;
  readonly workspaces?: ReadonlyArray<string>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const readManifest = (path: string) => JSON.parse(readFileSync(join(paths.root, path), "utf8")) as Manifest;
const manifests = (readManifest("package.json").workspaces ?? []).flatMap((pattern) =>
  globSync(`${pattern}/package.json`, { cwd: paths.root }).map((path) => path.replaceAll("\\", "/")),
);

test("the Dockerfile has no finding", () => {
  expect(findings(text)).toEqual([]);
});

test.each([
  ["node:22.23.2-bookworm-slim", "node:latest", "base: image node:latest is not pinned to a full version"],
  ["node:22.23.2-bookworm-slim", "node:22-slim", "base: image node:22-slim is not pinned to a full version"],
  ["node:22.23.2-bookworm-slim", "node", "base: image node is not pinned to a full version"],
  ["COPY libs libs", "ADD libs libs", "ADD unpacks and downloads"],
  ["COPY libs libs", "COPY . .", "copies the whole folder"],
  ["COPY libs libs", "COPY --chown=node:node . .", "copies the whole folder"],
  ["--from=production", "--from=prod", "copies from prod, which is no earlier stage"],
  ["RUN npm ci --ignore-scripts", "RUN npm install", "npm install ignores the lock"],
  ["RUN npm ci --ignore-scripts", "RUN npm ci", "npm ci runs the install scripts of packages"],
  ["USER 1000:1000", "USER node", "cli: USER node is not a number other than 0"],
  ["USER 1000:1000", "USER 0", "scheduler: USER 0 is not a number other than 0"],
  ["USER 1000:1000", "", "cli: runs as root"],
  ["FROM runtime AS cli", "FROM runtime AS cli\nUSER root", "cli: USER root is not a number other than 0"],
  ["FROM runtime AS cli", "FROM runtime AS command", "cli: there is no such stage"],
  ["FROM base AS runtime", "FROM production AS runtime", "has npm's cache and development packages in its layers"],
  ["ENV NX_DAEMON=false", "ENV KAGGLE_API_TOKEN=abc", "ENV stays readable in the image and names a secret"],
  ["ENV NX_DAEMON=false", "ARG NPM_TOKEN", "ARG stays readable in the image and names a secret"],
  ['CMD ["run"]', "CMD run", "CMD runs through a shell"],
  ['ENTRYPOINT ["node", "/app/apps/etl-cli/bin/trialflow.js"]', "", "cli: starts no program"],
  ['CMD ["node", "/app/docker/healthcheck.mjs"]', "CMD node healthcheck", "HEALTHCHECK runs through a shell"],
  ["WORKDIR /app", "WORKDIR app", "WORKDIR is not absolute"],
  ["ENV NX_DAEMON=false", "RUN apt-get update && apt-get install -y curl", "apt-get installs recommended packages"],
  ["ENV NX_DAEMON=false", "RUN apt-get install --no-install-recommends curl", "apt-get leaves its package lists"],
  ["ENV NX_DAEMON=false", "RUN curl -fsSL example.org/x \\\n  | sh", "runs what it downloads"],
  ["ENV NX_DAEMON=false", "RUN sudo true", "uses sudo"],
  ["ENV NX_DAEMON=false", "RUN chmod -R 777 /app", "lets everybody write"],
])("changing %j to %j is found", (from, to, expected) => {
  expect(text).toContain(from);
  expect(findings(text.replaceAll(from, to)).join("\n")).toContain(expected);
});

test("continued lines and comments between them are one instruction", () => {
  const [stage] = parseDockerfile("FROM a:1.2 AS x\nRUN one \\\n  # why\n\n  && two\nuser 1");
  expect(stage).toEqual({
    name: "x",
    base: "a:1.2",
    instructions: [
      { line: 2, name: "RUN", text: "one && two" },
      { line: 6, name: "USER", text: "1" },
    ],
  });
});

test("the images run the Node.js that the tests run on", () => {
  const versions = Object.values(readManifest("tools/node-runtime/package.json").optionalDependencies ?? {});
  expect(new Set(versions)).toEqual(new Set([/^FROM node:([\d.]+)-/m.exec(text)?.[1]]));
});

test("the database image is of the version that the tests run on", () => {
  const versions = Object.values(readManifest("libs/database/package.json").optionalDependencies ?? {});
  const [version] = /^\d+\.\d+/.exec(versions[0] ?? "") ?? [];
  expect(readComposeFile(paths.composeFile).services["database"]?.image).toMatch(new RegExp(`^postgres:${version}-`));
});

test("npm ci sees the manifests of all libraries and apps, and of no tool", () => {
  const expected = manifests.filter((path) => !path.startsWith("tools/")).map((path) => `${path} ${dirname(path)}/`);
  expect(expected.length).toBeGreaterThan(8);
  const copied = copies("build").filter((copy) => /^\S+\/package\.json /.test(copy));
  expect(copied.sort()).toEqual(expected.sort());
});

/** Libraries of this repository that a package needs, directly or through others. */
const librariesOf = (path: string): ReadonlySet<string> => {
  const direct = Object.keys(readManifest(path).dependencies ?? {})
    .filter((name) => name.startsWith("@trialflow/"))
    .map((name) => name.replace("@trialflow/", "libs/"));
  return new Set([...direct, ...direct.flatMap((library) => [...librariesOf(`${library}/package.json`)])]);
};

test.each([
  ["cli", "apps/etl-cli"],
  ["scheduler", "apps/scheduler"],
])("the image %s has what %s needs of this repository, and nothing else of it", (target, app) => {
  const expected = [
    ...[...librariesOf(`${app}/package.json`)].flatMap((library) => [
      [`${library}/package.json`, `${library}/`],
      [`${library}/dist`, `${library}/dist`],
    ]),
    ["libs/schema/migrations", "libs/schema/migrations"],
    [`${app}/package.json`, `${app}/`],
    [`${app}/bin`, `${app}/bin`],
    [`${app}/dist`, `${app}/dist`],
  ].map(([from, to]) => `--from=build /app/${from} ${to}`);
  expect(
    copies(target)
      .filter((copy) => copy.startsWith("--from=build"))
      .sort(),
  ).toEqual(expected.sort());
});

test("what the Dockerfile copies is sent to the builder, and nothing that holds secrets or data of users", () => {
  const sent = readFileSync(paths.dockerignore, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(sent[0]).toBe("*");
  const kept = sent.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  const isKept = (path: string) => kept.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  const sources = targets
    .flatMap((target) => [...copies("build"), ...copies("production"), ...copies(target)])
    .filter((copy) => !copy.startsWith("--from"))
    .flatMap((copy) => copy.split(" ").slice(0, -1));
  expect(sources.filter((path) => !isKept(path))).toEqual([]);
  for (const path of [".env", ".git", ".trialflow", "docker/secrets", "data/inbox", "node_modules"]) {
    expect([path, isKept(path)]).toEqual([path, false]);
  }
  expect(sent).toContain("**/.env*");
});

test("the paths of the checks are those of this repository", () => {
  expect(relative(paths.root, paths.dockerfile)).toBe(join("docker", "Dockerfile"));
});
