import type { AlertSeverity } from "@trialflow/schema";
import type { StandingAlert } from "./Alert.ts";
import { describeMoment } from "./describeMoment.ts";

/** What a webhook is sent, in the format that Slack, Mattermost, Rocket.Chat and others take. */
export interface SlackBody {
  readonly text: string;
  readonly attachments: ReadonlyArray<{
    readonly color: string;
    readonly fallback: string;
    readonly text: string;
    readonly fields: ReadonlyArray<{ readonly title: string; readonly value: string; readonly short: boolean }>;
    readonly footer: string;
    /** Seconds since 1970. */
    readonly ts: number;
  }>;
}

const colors: Readonly<Record<AlertSeverity, string>> = { info: "#2eb67d", warning: "#ecb22e", critical: "#e01e5a" };

/** Of a chat's own signs only these three have a meaning in the middle of a text: with them a reason could mention everybody. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const texts = (alert: StandingAlert): ReadonlyArray<readonly [string, string | null]> => {
  const runbook = alert.details["runbook"];
  return [
    ["kind", alert.kind],
    ["severity", alert.severity],
    ["schedule", alert.schedule],
    ["source", alert.source],
    ["run", alert.runId],
    ["since", describeMoment(alert.since)],
    ["runbook", typeof runbook === "string" ? runbook : null],
    ["alert", alert.alertKey],
  ];
};

/**
 * Makes the body of a message of an alert.
 *
 * Source   https://api.slack.com/reference/messaging/payload and .../attachments
 */
export const slackBody = (alert: StandingAlert): SlackBody => {
  const isLate = alert.kind !== "recovered" && alert.resolvedAt !== null;
  const over = isLate && alert.resolvedAt !== null ? ` (over since ${describeMoment(alert.resolvedAt)})` : "";
  const title = escaped(`${alert.title}${over}`);
  return {
    text: `[${alert.severity}] ${title}`,
    attachments: [
      {
        color: colors[alert.severity],
        fallback: title,
        text: escaped(alert.message),
        fields: texts(alert).flatMap(([name, value]) =>
          value === null ? [] : [{ title: name, value: escaped(value), short: value.length < 40 }],
        ),
        footer: "Trialflow",
        ts: Math.floor(alert.raisedAt.getTime() / 1000),
      },
    ],
  };
};
