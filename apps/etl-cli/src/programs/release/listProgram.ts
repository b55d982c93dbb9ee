import { readReleases } from "@trialflow/pipeline";
import { Console, Effect } from "effect";
import { describeRelease } from "../../document/describeRelease.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderReleases } from "../../render/renderReleases.ts";
import { askAuditLog } from "../audit/askAuditLog.ts";

/** Prints the releases, the oldest first. */
export const listProgram = ({ isJson }: { readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const releases = yield* askAuditLog(readReleases).pipe(printFailure(isJson));
    yield* Console.log(
      isJson ? JSON.stringify({ releases: releases.map(describeRelease) }, null, 2) : renderReleases(releases),
    );
  });
