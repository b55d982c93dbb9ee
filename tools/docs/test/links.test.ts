import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pages = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", ...globSync("docs/*.md", { cwd: root })];
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** The anchor that GitHub gives to a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
const anchorsIn = (page: string) => [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

const brokenLinks = (path: string, text: string): ReadonlyArray<string> =>
  [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(([, file = "", anchor]) => {
    const target = file === "" ? path : join(dirname(path), file);
    if (!existsSync(join(root, target))) return [`${path}: ${target} is not there`];
    return anchor === undefined || anchorsIn(read(target)).includes(anchor)
      ? []
      : [`${path}: ${target} has no heading #${anchor}`];
  });

/** Files and folders of the project that a page names in code style. */
const missingPaths = (path: string, text: string): ReadonlyArray<string> =>
  [...text.matchAll(/`((?:libs|apps|tools|docker|docs)\/[\w./-]+)`/g)]
    .map(([, named = ""]) => named)
    .filter((named) => !named.startsWith("docker/secrets") && !named.endsWith("...") && !existsSync(join(root, named)))
    .map((named) => `${path}: ${named} is not there`);

test.each(pages)("%s leads to pages, headings and files that exist", (path) => {
  expect([...brokenLinks(path, read(path)), ...missingPaths(path, read(path))]).toEqual([]);
});

test("a link that leads nowhere is found", () => {
  const text = "# One two\n[a](docs/none.md) [b](#one-two) [c](#three) [d](https://x.org) `libs/none/src`";
  expect(brokenLinks("README.md", text)).toHaveLength(3);
  expect(missingPaths("README.md", text)).toEqual(["README.md: libs/none/src is not there"]);
});
