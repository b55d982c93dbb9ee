import { selectorsIn } from "./selectorsIn.ts";

/** What is known of metrics: their labels by name. */
export type KnownMetrics = Readonly<Record<string, { readonly type: string; readonly labels: ReadonlyArray<string> }>>;

/** What Prometheus itself adds. */
const own: KnownMetrics = { up: { type: "gauge", labels: [] } };
const everywhere = ["job", "instance"];

/** Finds in an expression of PromQL what the program does not export: metrics and labels. */
export const nameFindings = (expression: string, exported: KnownMetrics): ReadonlyArray<string> => {
  const known = { ...own, ...exported };
  const { selectors, groupedBy } = selectorsIn(expression);
  const declarationOf = (metric: string) => {
    const declared = known[metric];
    if (declared !== undefined) return declared.type === "histogram" ? undefined : declared;
    const histogram = known[metric.replace(/_(bucket|sum|count)$/, "")];
    if (histogram?.type !== "histogram") return undefined;
    return { ...histogram, labels: metric.endsWith("_bucket") ? [...histogram.labels, "le"] : histogram.labels };
  };
  const labelsOf = (metric: string) => [...(declarationOf(metric)?.labels ?? []), ...everywhere];
  const all = selectors.flatMap(({ metric }) => labelsOf(metric));
  return [
    ...(selectors.length === 0 ? ["names no metric"] : []),
    ...selectors
      .filter(({ metric }) => declarationOf(metric) === undefined)
      .map(({ metric }) => `names ${metric}, which is not exported`),
    ...selectors.flatMap(({ metric, labels }) =>
      labels
        .filter((label) => !labelsOf(metric).includes(label))
        .map((label) => `asks ${metric} by the label ${label}, which it has not`),
    ),
    ...groupedBy
      .filter((label) => !all.includes(label))
      .map((label) => `groups by the label ${label}, which none of its metrics has`),
  ];
};
