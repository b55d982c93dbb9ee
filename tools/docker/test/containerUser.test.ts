import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readComposeFile } from "../src/compose/readComposeFile.ts";
import { paths } from "../src/paths.ts";
import {
  decideOwnership,
  defaultUser,
  readContainerUser,
  rememberContainerUser,
} from "../src/secrets/containerUser.ts";

const folder = mkdtempSync(join(tmpdir(), "trialflow-user-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("whoever is the default user has nothing to write down", () => {
  expect(decideOwnership({ uid: 1000, gid: 1000 }, defaultUser)).toEqual({ giveTo: null, remember: null });
});

test("anybody else has the containers run as themselves", () => {
  const me = { uid: 1001, gid: 100 };
  expect(decideOwnership(me, defaultUser)).toEqual({ giveTo: null, remember: me });
});

test("root gives the files to the containers' user and never runs a container as itself", () => {
  const user = { uid: 1001, gid: 1001 };
  expect(decideOwnership({ uid: 0, gid: 0 }, user)).toEqual({ giveTo: user, remember: null });
});

test("a system without such users has nothing to decide", () => {
  expect(decideOwnership(null, defaultUser)).toEqual({ giveTo: null, remember: null });
});

test("what is written down is read again, after whatever stood in the file", () => {
  const file = join(folder, ".env");
  writeFileSync(file, "TRIALFLOW_VERSION=0.1.0\n# TRIALFLOW_UID=7\nOTHER=1");
  expect(readContainerUser(readFileSync(file, "utf8"))).toEqual(defaultUser);
  rememberContainerUser(file, { uid: 1001, gid: 100 });
  expect(readFileSync(file, "utf8")).toBe(
    "TRIALFLOW_VERSION=0.1.0\n# TRIALFLOW_UID=7\nOTHER=1\nTRIALFLOW_UID=1001\nTRIALFLOW_GID=100\n",
  );
  expect(readContainerUser(readFileSync(file, "utf8"))).toEqual({ uid: 1001, gid: 100 });
});

test("the last line of a name counts, quoted or not", () => {
  expect(readContainerUser("TRIALFLOW_UID=5\nTRIALFLOW_GID='6'\nTRIALFLOW_UID=\"7\"\n")).toEqual({ uid: 7, gid: 6 });
});

test("docker-compose.yml has the same default user for whatever reads a secret or may", () => {
  const { prometheus, ...others } = readComposeFile(paths.composeFile).services;
  const users = Object.values(others).map(({ user }) => user);
  expect(new Set(users)).toEqual(new Set([`${defaultUser.uid}:${defaultUser.gid}`]));
  // Its volume belongs to the image's own user.
  expect(prometheus).toMatchObject({ user: "65534:65534" });
  expect(prometheus?.secrets).toBeUndefined();
});
