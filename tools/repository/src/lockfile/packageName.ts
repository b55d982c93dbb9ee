const folder = "node_modules/";

/** Tells the name of the package that stands at a place of the lock, or null for a workspace's own folder. */
export const packageName = (place: string): string | null => {
  const at = place.lastIndexOf(folder);
  return at < 0 ? null : place.slice(at + folder.length);
};
