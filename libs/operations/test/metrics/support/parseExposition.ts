/** Reads the lines of a text exposition: value by series, as written (`name{label="x"}`). Refuses a series that comes twice. */
export const parseExposition = (text: string): ReadonlyMap<string, number> => {
  const series = new Map<string, number>();
  for (const line of text.split("\n").filter((found) => found !== "" && !found.startsWith("#"))) {
    const at = line.lastIndexOf(" ");
    const name = line.slice(0, at);
    if (series.has(name)) throw new Error(`${name} comes twice`);
    series.set(name, Number(line.slice(at + 1).replace("+Inf", "Infinity")));
  }
  return series;
};
