import { CliOutput } from "effect/cli";

/** Measures how many terminal cells a text takes; most texts are plain ASCII and need no segmentation. */
export const displayWidth = (text: string): number =>
  /^[\x20-\x7e]*$/.test(text) ? text.length : CliOutput.displayWidth(text);

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cuts a text to a width, marking the cut by `…`. */
export const cutToWidth = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let cut = "";
  let taken = 0;
  for (const { segment } of segmenter.segment(text)) {
    const cells = displayWidth(segment);
    if (taken + cells > width - 1) break;
    cut += segment;
    taken += cells;
  }
  return width <= 0 ? "" : `${cut}…`;
};
