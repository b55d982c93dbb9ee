import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";

const httpUrl = /^https?:\/\/[^\s/?#"<>|]+(?:[/?#][^\s"<>|]*)?$/;

/**
 * Parses an absolute http or https address and keeps it as it is written.
 *
 * Errors   `malformed_url`
 */
export const parseUrl = (text: string): Result.Result<string, FieldProblem> =>
  httpUrl.test(text) ? Result.succeed(text) : failWith("malformed_url", text, "an http or https address");
