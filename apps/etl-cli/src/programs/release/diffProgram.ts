import { compareReleases, readRelease } from "@trialflow/pipeline";
import { Console, Effect } from "effect";
import { describeRelease } from "../../document/describeRelease.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderReleaseDiff } from "../../render/renderReleases.ts";
import { askAuditLog } from "../audit/askAuditLog.ts";
import { namingReleases } from "./namingReleases.ts";

/** Prints how two releases differ. */
export const diffProgram = (names: { readonly from: string; readonly to: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { isJson } = names;
    const read = (name: string) => askAuditLog(readRelease(name)).pipe(namingReleases(name));
    const [from, to] = yield* Effect.all([read(names.from), read(names.to)]).pipe(printFailure(isJson));
    const difference = compareReleases(from, to);
    const document = { from: describeRelease(from), to: describeRelease(to), ...difference };
    yield* Console.log(isJson ? JSON.stringify(document, null, 2) : renderReleaseDiff(from, to, difference));
  });
