import type { FramedBreak } from "./FramedRecord.ts";

/** What a record's framing or count shows to be wrong, with the figures that matter. */
export type BreakCause =
  | { readonly kind: "cells"; readonly found: number; readonly expected: number }
  | { readonly kind: "stray"; readonly cell: number }
  | {
      readonly kind: "open";
      readonly until: "brokenLater" | "swallowedRows" | "endOfFile" | "limit";
      readonly maxBytes: number;
    }
  | { readonly kind: "large"; readonly foundBytes?: number; readonly maxBytes: number };

/** Names the reason of a break and says in words what was found and what was expected. */
export const breakDetail = (cause: BreakCause): Pick<FramedBreak, "reason" | "detail"> => {
  switch (cause.kind) {
    case "cells":
      return {
        reason: cause.found < cause.expected ? "too_few_cells" : "too_many_cells",
        detail: `found ${cause.found} ${cause.found === 1 ? "cell" : "cells"}, expected ${cause.expected}`,
      };
    case "stray":
      return {
        reason: "stray_quote",
        detail: `found a quote inside cell ${cause.cell}, expected quotes around a whole cell only, and doubled within it`,
      };
    case "open":
      return {
        reason: "unterminated_quote",
        detail: `found a quote that is open at the end of the line and ${openUntil(cause)}, expected its closing quote`,
      };
    case "large":
      return {
        reason: "record_too_large",
        detail: `found ${cause.foundBytes ?? "more"} bytes in one record, expected at most ${cause.maxBytes}`,
      };
  }
};

const openUntil = (cause: Extract<BreakCause, { kind: "open" }>): string => {
  switch (cause.until) {
    case "brokenLater":
      return "collides with a quote on a later line";
    case "swallowedRows":
      return "would swallow whole rows";
    case "endOfFile":
      return "up to the end of the file";
    case "limit":
      return `for more than ${cause.maxBytes} bytes`;
  }
};
