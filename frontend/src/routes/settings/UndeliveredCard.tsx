import { useAct } from "../../api/act";
import { useList } from "../../api/pages";
import { deliverAgain, undeliveredQuery } from "../../api/settings";
import { dispatchText } from "../../text/dispatch";
import { useText } from "../../text/text";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/EmptyState";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { ListEnd } from "../ListEnd";

/** Mails that could not be delivered; an administrator has them tried again. */
export function UndeliveredCard() {
  const text = useText(dispatchText);
  const { items, end } = useList(undeliveredQuery);
  const again = useAct(deliverAgain);
  return (
    <Card title={text.undelivered}>
      <Table
        caption={text.sending}
        captionHidden
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.undeliveredNone}>{text.undeliveredNoneText}</EmptyState>}
        columns={[
          {
            key: "about",
            header: text.about,
            cell: ({ kind, number }) =>
              [
                kind === "order" ||
                kind === "order-cancelled" ||
                kind === "order-passed" ||
                kind === "return-asked"
                  ? text.kinds[kind]
                  : text.notice[kind],
                number,
              ]
                .filter(Boolean)
                .join(" · "),
          },
          { key: "recipient", header: text.recipient, cell: ({ recipient }) => recipient },
          { key: "reason", header: text.sending, cell: ({ reason }) => text.reasons[reason] },
          { key: "attempts", header: text.attempts, numeric: true, cell: ({ attempts }) => attempts },
          {
            key: "again",
            header: text.again,
            action: true,
            cell: ({ id }) => (
              <Button
                small
                onClick={() => again.mutate(id, { onSuccess: () => notify("success", text.againDone) })}
              >
                {text.again}
              </Button>
            ),
          },
        ]}
      />
      {items.length > 0 && <ListEnd end={end} />}
    </Card>
  );
}
