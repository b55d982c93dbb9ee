import { type Schema, SchemaIssue } from "effect";

const format = SchemaIssue.makeFormatterStandardSchemaV1();

const longest = 80;

const at = (value: unknown, path: ReadonlyArray<PropertyKey>): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
};

const placeOf = (path: ReadonlyArray<PropertyKey>): string =>
  path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");

/**
 * Says what is wrong with a value that a person wrote: for each place what was found and what was expected. `place` is where the value
 * stands, and `value` is it.
 */
export const describeIssues = (place: string, value: unknown, error: Schema.SchemaError): ReadonlyArray<string> =>
  format(error.issue).issues.map(({ path: keys = [], message }) => {
    const path = keys.map((key) => (typeof key === "object" ? key.key : key));
    const where = `${place}${placeOf(path)}`;
    if (message === "Missing key") return `${where} is missing`;
    if (message === "Expected no excess property") return `${where} is no setting that there is`;
    return `${where} is ${show(at(value, path))}; ${message.replace(/^E/, "e")}`;
  });
