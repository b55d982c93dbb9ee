import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import type { ServerUser } from "./ServerUser.ts";

/** Tells whether a user may enter a folder with these owner, group and mode bits (no supplementary groups, no ACL). */
export const mayEnter = (
  folder: { readonly uid: number; readonly gid: number; readonly mode: number },
  user: ServerUser,
): boolean => {
  const bit = folder.uid === user.uid ? 0o100 : folder.gid === user.gid ? 0o010 : 0o001;
  return (folder.mode & bit) !== 0;
};

/** Finds the outermost folder on the way to (and including) an absolute path that a user may not enter. */
export const findBlockingFolder = Effect.fnUntraced(function* (path: string, user: ServerUser) {
  const folders: Array<string> = [];
  for (let folder = path; ; folder = dirname(folder)) {
    folders.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  for (const folder of folders) {
    const facts = yield* attemptFile("prepare", folder, () => stat(folder));
    if (!mayEnter(facts, user)) return folder;
  }
  return undefined;
});
