/** Reads what a statement took from PostgreSQL's own account of it, in milliseconds: planning, all rows, and writing them as text. */
export const explainedMs = (explained: unknown): number => {
  const parsed: unknown = typeof explained === "string" ? JSON.parse(explained) : explained;
  const [plan] = parsed as ReadonlyArray<Readonly<Record<string, unknown>>>;
  const [planning, execution] = [Number(plan?.["Planning Time"]), Number(plan?.["Execution Time"])];
  if (Number.isNaN(planning + execution)) throw new Error("The server's plan has no planning or no execution time.");
  return planning + execution;
};
