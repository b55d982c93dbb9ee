/** A metric that an expression names, and the labels that it is asked by. */
export interface Selector {
  readonly metric: string;
  readonly labels: ReadonlyArray<string>;
}

/** What an expression of PromQL names. */
export interface Named {
  readonly selectors: ReadonlyArray<Selector>;
  /** Labels that results are grouped or matched by. */
  readonly groupedBy: ReadonlyArray<string>;
}

const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const selector = /([a-zA-Z_:][\w:]*)\s*(\{[^}]*\})?(?!\s*\(|[\w:])/g;
const words = new Set([
  "and",
  "or",
  "unless",
  "bool",
  "offset",
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "inf",
  "nan",
]);

const namesIn = (list: string): ReadonlyArray<string> =>
  list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * Finds the metrics and labels that an expression of PromQL names. It is no parser: Prometheus itself says whether an expression is
 * one, this only what is in it.
 */
export const selectorsIn = (expression: string): Named => {
  // Values of labels and durations may look like names.
  const bare = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/\[[^\]]*\]|\b\d+[a-z]+\b/g, "");
  const groupedBy = [...bare.matchAll(grouping)].flatMap(([, list = ""]) => namesIn(list));
  const selectors = [...bare.replaceAll(grouping, " ").matchAll(selector)]
    .filter(([, name = ""]) => !words.has(name.toLowerCase()))
    .map(([, metric = "", matchers = ""]) => ({
      metric,
      labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label),
    }));
  return { selectors, groupedBy };
};
