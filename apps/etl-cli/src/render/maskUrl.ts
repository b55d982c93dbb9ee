const secretParameters = ["password", "sslpassword"];

/** Shows a connection URL with what is secret in it replaced by `****`. */
export const maskUrl = (text: string): string => {
  const url = new URL(text);
  if (url.password !== "") url.password = "****";
  for (const name of secretParameters) if (url.searchParams.has(name)) url.searchParams.set(name, "****");
  return url.href;
};

/** Shows a connection URL without its password. */
export const withoutPassword = (text: string): string => {
  const url = new URL(text);
  url.password = "";
  for (const name of secretParameters) url.searchParams.delete(name);
  return url.href;
};
