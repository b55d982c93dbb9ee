/**
 * Finds a cycle in a graph and gives its nodes in order, the first one again at the end; null where there is none.
 *
 * A name that is no key of the graph counts as a node without edges.
 */
export const findCycle = (graph: Readonly<Record<string, ReadonlyArray<string>>>): ReadonlyArray<string> | null => {
  const done = new Set<string>();
  const visit = (node: string, path: ReadonlyArray<string>): ReadonlyArray<string> | null => {
    const seenAt = path.indexOf(node);
    if (seenAt >= 0) return [...path.slice(seenAt), node];
    if (done.has(node)) return null;
    for (const next of graph[node] ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle !== null) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of Object.keys(graph)) {
    const cycle = visit(node, []);
    if (cycle !== null) return cycle;
  }
  return null;
};
