const units = ["kB", "MB", "GB", "TB"];

/** Formats a size in bytes: `512 bytes`, `9.7 MB`. */
export const formatBytes = (bytes: number): string => {
  let size = bytes;
  let unit = "bytes";
  for (const next of units) {
    if (size < 1000) break;
    size /= 1000;
    unit = next;
  }
  return unit === "bytes" ? `${size} bytes` : `${size.toFixed(1)} ${unit}`;
};
