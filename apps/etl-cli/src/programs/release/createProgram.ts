import { createRelease, defaultSource } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { describeRelease } from "../../document/describeRelease.ts";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { programLayer } from "../../layers.ts";
import { renderRelease } from "../../render/renderReleases.ts";
import { askWarehouse } from "../audit/askAuditLog.ts";

const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const demandName = (name: string) =>
  namePattern.test(name)
    ? Effect.void
    : Effect.fail(
        new UsageError({
          message: `"${name}" is no name for a release; expected up to 100 letters, digits, dots, hyphens and underscores, a letter or digit first.`,
        }),
      );

/** Makes a release of what analytics says now. */
export const createProgram = (options: {
  readonly name: string;
  readonly reason: Option.Option<string>;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { name, isJson } = options;
    const request = { name, source: defaultSource, reason: Option.getOrNull(options.reason) };
    const release = yield* Effect.andThen(
      demandName(name),
      askWarehouse(createRelease(request).pipe(Effect.provide(programLayer("release create")))),
    ).pipe(printFailure(isJson));
    yield* Console.log(isJson ? JSON.stringify(describeRelease(release), null, 2) : renderRelease(release));
  });
