import { chmod, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Effect, Option } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { chooseServerUser } from "./chooseServerUser.ts";
import type { ResolvedServerOptions } from "./EmbeddedServerOptions.ts";
import { fileExists } from "./fileExists.ts";
import { findBlockingFolder } from "./findBlockingFolder.ts";
import { findServerPlace } from "./findServerPlace.ts";
import { writeLocationNote } from "./locationNote.ts";
import { relocatedFolder, type ServerPlace, serverPlace } from "./ServerPlace.ts";
import { ensurePassword } from "./serverPassword.ts";
import { setOrphanAside } from "./setOrphanAside.ts";
import { withStartLock } from "./startLock.ts";

/** Makes a folder; as root other users may pass through it (not list it), since the server runs as one of them. */
const makeFolder = (path: string) =>
  attemptFile("prepare", path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first !== undefined && process.geteuid?.() === 0) await chmod(path, 0o711);
  });

/** The note is written last, so that a kill in between leaves a state that the next start completes. */
const relocate = Effect.fnUntraced(function* (place: ServerPlace, options: ResolvedServerOptions) {
  yield* makeFolder(options.relocationRoot);
  yield* makeFolder(place.storageFolder);
  if (yield* fileExists("prepare", place.locationFile)) return;
  yield* setOrphanAside(place, options.stopTimeout);
  yield* ensurePassword(place);
  yield* writeLocationNote(place);
});

/**
 * Makes the folders of a home and decides, once, where its data goes: into the home, or, where root runs the server for a home that
 * `nobody` cannot reach (below a closed home folder), into a folder below the relocation root. A note in the home says so.
 *
 * Idempotent   yes, keyed by the home
 */
export const prepareServerPlace = Effect.fnUntraced(function* (options: ResolvedServerOptions) {
  const home = resolve(options.home);
  yield* attemptFile("prepare", home, () => mkdir(home, { recursive: true }));
  const place = yield* findServerPlace("prepare", home);
  yield* makeFolder(place.controlFolder);
  if (place.storageFolder !== place.controlFolder || (yield* fileExists("prepare", place.dataFolder))) {
    return place;
  }
  const user = yield* chooseServerUser(place.dataFolder);
  if (user === undefined || (yield* findBlockingFolder(place.controlFolder, user)) === undefined) return place;
  const relocated = serverPlace(place.home, relocatedFolder(options.relocationRoot, place.home));
  while (Option.isNone(yield* withStartLock(place.lockFile, relocate(relocated, options)))) {
    yield* Effect.sleep("50 millis");
  }
  return relocated;
});
