import { useQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { repeatCall, type Webhook, type WebhookCall, webhookCallsQuery } from "../../api/webhooks";
import { eventsText } from "../../text/events";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { webhooksText } from "../../text/webhooks";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";

const tones = { waiting: "info", delivered: "success", dead: "danger" } as const;

/** What a webhook was told of lately, and how that was answered. */
export function WebhookCalls(props: { webhook: Webhook }) {
  const { webhook } = props;
  const text = useText(webhooksText);
  const words = useText(eventsText);
  const format = useFormat();
  const { data: calls } = useQuery(webhookCallsQuery(webhook.id));
  const repeat = useAct(repeatCall);
  const again = async (call: WebhookCall) => {
    const refusal = await refusalOf(repeat.mutateAsync({ id: webhook.id, callId: call.id }));
    if (refusal) notify("danger", refusal.message);
  };
  return (
    <Table
      caption={text.calls(webhook.name)}
      rows={calls?.items ?? []}
      rowKey={({ id }) => id}
      empty={<EmptyState title={text.noCalls}>{text.noCallsText}</EmptyState>}
      columns={[
        { key: "at", header: text.at, cell: ({ at }) => format.instant(at) },
        { key: "what", header: text.what, cell: ({ action }) => words.actions[action] ?? action },
        {
          key: "state",
          header: text.standing,
          cell: ({ state, dueAt, attempts }) => (
            <>
              <Badge tone={tones[state]}>{text.states[state]}</Badge>{" "}
              {attempts.length > 0 && text.attempts(attempts.length)}
              {dueAt && attempts.length > 0 && `, ${text.next(format.instant(dueAt))}`}
            </>
          ),
        },
        {
          key: "result",
          header: text.result,
          cell: ({ attempts: [last] }) =>
            last && (
              <span className="ui-break">
                {[last.status, last.error, last.answer].filter(Boolean).join(" · ")}
              </span>
            ),
        },
        {
          key: "repeat",
          header: text.repeat,
          action: true,
          cell: (call) =>
            call.state !== "waiting" &&
            !webhook.paused && (
              <Button small onClick={() => again(call)}>
                {text.repeat}
              </Button>
            ),
        },
      ]}
    />
  );
}
