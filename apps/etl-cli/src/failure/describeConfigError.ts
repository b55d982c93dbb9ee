import { type Config, Schema, SchemaIssue } from "effect";

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1();

/** Says which variable is wrong and what is expected. What was found stays out: it may be secret. */
export const describeConfigError = ({ cause, message }: Config.ConfigError): string => {
  if (!Schema.isSchemaError(cause)) return message;
  const complaints = formatIssue(cause.issue).issues.map(
    ({ path = [], message }) => `${path.map(String).join("_")} is not as expected: ${message}`,
  );
  return `${complaints.join(". ")}. Correct or unset the environment variable.`;
};
