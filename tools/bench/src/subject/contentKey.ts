import { createHash } from "node:crypto";
import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "../repositoryRoot.ts";

const generators = [join(repositoryRoot, "tools/sample/src/scale"), fileURLToPath(new URL(".", import.meta.url))];

/** Names a file by its content, in hexadecimal digits of SHA-256. Reads the file as a stream. */
export const contentKey = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex").slice(0, 16);
};

/** Names the sources that multiply and change files by their content: when they change, files generated before are not taken again. */
export const generatorKey = (): string => {
  const hash = createHash("sha256");
  for (const folder of generators) {
    for (const name of readdirSync(folder).toSorted()) hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 8);
};
