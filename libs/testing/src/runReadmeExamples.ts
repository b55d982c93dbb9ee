import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What a program of a page prints, and what the page says that it prints. */
export interface ReadmeExample {
  readonly printed: string;
  readonly promised: string;
}

const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");

const blocks = (page: string, language: string): ReadonlyArray<string> =>
  [...page.matchAll(block(language))].map(([, content = ""]) => content);

/**
 * Runs the TypeScript blocks of a page as they stand, each as a program of its own in the folder of the page, and compares nothing:
 * the n-th \`\`\`ts block goes with the n-th \`\`\`text block.
 *
 * `environment` is added to the variables of the process, for example a `DATABASE_URL`.
 *
 * Errors   rejects when a program fails, with what it wrote to standard error, and when a block lacks its counterpart
 */
export const runReadmeExamples = async (
  page: URL,
  environment: Readonly<Record<string, string>> = {},
): Promise<ReadonlyArray<ReadmeExample>> => {
  const path = fileURLToPath(page);
  const text = await readFile(path, "utf8");
  const programs = blocks(text, "ts");
  const outputs = blocks(text, "text");
  if (programs.length === 0 || programs.length !== outputs.length) {
    throw new Error(
      `${path} has ${programs.length} ts blocks and ${outputs.length} text blocks, expected as many, and one at least`,
    );
  }
  return Promise.all(
    programs.map(async (program, index) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          "--conditions=@trialflow/source",
          "--disable-warning=ExperimentalWarning",
          "--input-type=module-typescript",
          "--eval",
          program,
        ],
        { cwd: dirname(path), env: { ...process.env, FORCE_COLOR: "0", ...environment } },
      );
      return { printed: stdout, promised: outputs[index] ?? "" };
    }),
  );
};
