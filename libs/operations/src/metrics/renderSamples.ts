import type { MetricDeclarations } from "./MetricDeclaration.ts";
import type { Sample } from "./Sample.ts";

/** The media type of the text format, for the response's header. */
export const prometheusContentType = "text/plain; version=0.0.4; charset=utf-8";

const escapeHelp = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
const escapeLabel = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');

const number = (value: number): string => {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
};

const line = ({ name, suffix, labels, value }: Sample): string => {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${suffix}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${number(value)}`;
};

/**
 * Renders samples in Prometheus' text format: per metric its HELP and TYPE, then its lines, in the order of the declarations.
 * Metrics without a line are left out, and so are samples that nothing declares.
 *
 * Source   https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4
 */
export const renderSamples = (declarations: MetricDeclarations, samples: ReadonlyArray<Sample>): string => {
  const byName = Map.groupBy(samples, ({ name }) => name);
  return Object.entries(declarations)
    .flatMap(([name, { type, help }]) => {
      const found = byName.get(name);
      return found === undefined
        ? []
        : [`# HELP ${name} ${escapeHelp(help)}`, `# TYPE ${name} ${type}`, ...found.map(line)];
    })
    .map((text) => `${text}\n`)
    .join("");
};
