/**
 * Gives a URL without what may be secret in it: user, password, query string and fragment.
 *
 * A signed storage link carries its signature in the query string; messages, logs and lineage only ever see this form.
 * A text that is no URL becomes `<invalid url>`, never itself.
 */
export const withoutSecrets = (url: string | URL): string => {
  const text = url.toString();
  if (!URL.canParse(text)) return "<invalid url>";
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`;
};
