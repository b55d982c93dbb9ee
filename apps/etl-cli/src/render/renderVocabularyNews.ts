import type { VocabularyNews } from "@trialflow/pipeline";
import { cutToWidth } from "./displayWidth.ts";
import { formatCount } from "./formatCount.ts";
import { printable } from "./printable.ts";
import { renderTable } from "./renderTable.ts";

const mostShown = 10;

/** Renders the words that no vocabulary has, with the trials that use them. */
export const renderVocabularyNews = (news: ReadonlyArray<VocabularyNews>): ReadonlyArray<string> =>
  news.length === 0
    ? []
    : [
        ...renderTable(
          [
            { heading: "value" },
            { heading: "field" },
            { heading: "trials", isRight: true },
            { heading: "share", isRight: true },
            { heading: "reason" },
          ],
          news
            .slice(0, mostShown)
            .map(({ value, field, count, share, reason }) => [
              cutToWidth(printable(value), 50),
              field,
              formatCount(count),
              `${(share * 100).toFixed(2)} %`,
              reason,
            ]),
        ),
        ...(news.length > mostShown ? [`and ${formatCount(news.length - mostShown)} more`] : []),
      ];
