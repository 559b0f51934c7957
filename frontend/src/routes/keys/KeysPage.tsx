import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type OpeningKey, openingKeysQuery } from "../../api/opening";
import { useMay } from "../../api/session";
import { keysText } from "../../text/keys";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { EmptyState } from "../../ui/EmptyState";
import { Fingerprint } from "../../ui/Fingerprint";
import { PageHeader } from "../../ui/PageHeader";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ConfirmKey } from "./ConfirmKey";
import { NewKey } from "./NewKey";
import "./Keys.css";

/** One's own opening key, and those of all opening officers. */
export function KeysPage() {
  const text = useText(keysText);
  const may = useMay();
  const { data: keys } = useSuspenseQuery(openingKeysQuery);
  const mine = keys.find((key) => key.mine);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
      {may("key.register") && <Mine mine={mine} />}
      <section className="ui-section" aria-labelledby="all-keys">
        <h2 id="all-keys" className="kern-heading-medium">
          {text.all.title}
        </h2>
        <Officers keys={keys} />
      </section>
    </div>
  );
}

function Mine(props: { mine: OpeningKey | undefined }) {
  const { mine } = props;
  const text = useText(keysText).mine;
  const format = useFormat();
  const [replacing, setReplacing] = useState(false);
  if (!mine?.recipient || !mine.fingerprint)
    return (
      <>
        <Alert tone="warning" title={text.none}>
          {text.noneText}
        </Alert>
        <NewKey />
      </>
    );
  return (
    <>
      <Card title={text.title} surface>
        <DescriptionList
          facts={[
            [
              text.fingerprint,
              <span key="fingerprint" className="keys-fingerprint">
                <Fingerprint label={text.fingerprint} value={mine.fingerprint} />
                <span className="keys-hint">{text.fingerprintHint}</span>
              </span>,
            ],
            [text.kind, text.hybrid],
            [text.registered, mine.registeredAt && format.instant(mine.registeredAt)],
            [
              text.confirmation,
              mine.confirmedBy &&
                mine.confirmedAt &&
                text.confirmed(mine.confirmedBy.name, format.instant(mine.confirmedAt)),
            ],
          ]}
        />
        {!mine.confirmedAt && (
          <Alert tone="warning" title={text.unconfirmed}>
            {text.unconfirmedText}
          </Alert>
        )}
        {!replacing && (
          <div className="keys-replace">
            <Button small onClick={() => setReplacing(true)}>
              {text.replace}
            </Button>
            <p className="keys-hint">{text.replaceHint}</p>
          </div>
        )}
      </Card>
      {replacing && <NewKey onDone={() => setReplacing(false)} />}
    </>
  );
}

function Officers(props: { keys: readonly OpeningKey[] }) {
  const text = useText(keysText).all;
  const { common } = useText(shared);
  const format = useFormat();
  const confirms = useMay()("key.confirm");
  return (
    <Table
      caption={text.table}
      captionHidden
      rows={props.keys}
      rowKey={({ person }) => person.id}
      columns={[
        {
          key: "person",
          header: text.person,
          cell: ({ person, mine }) => (mine ? `${person.name} (${text.me})` : person.name),
        },
        {
          key: "key",
          header: text.key,
          cell: (key) => <KeyState of={key} />,
        },
        {
          key: "fingerprint",
          header: text.fingerprint,
          cell: ({ fingerprint, person }) =>
            fingerprint ? (
              <Fingerprint label={`${text.fingerprint}, ${person.name}`} value={fingerprint} />
            ) : (
              "–"
            ),
        },
        {
          key: "registeredAt",
          header: text.registeredAt,
          cell: ({ registeredAt }) => (registeredAt ? format.instant(registeredAt) : "–"),
        },
        ...(confirms
          ? [
              {
                key: "act",
                header: common.actions,
                action: true,
                cell: ({ person, mine, fingerprint, confirmedAt }: OpeningKey) =>
                  !mine &&
                  !confirmedAt &&
                  fingerprint && <ConfirmKey person={person} fingerprint={fingerprint} />,
              },
            ]
          : []),
      ]}
      empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
    />
  );
}

/** Whether there is a key, and who has vouched for it. */
function KeyState(props: { of: OpeningKey }) {
  const { recipient, confirmedBy, confirmedAt } = props.of;
  const text = useText(keysText).all;
  const format = useFormat();
  if (!recipient) return <Badge tone="danger">{text.missing}</Badge>;
  if (!confirmedBy || !confirmedAt) return <Badge tone="warning">{text.present}</Badge>;
  return (
    <span className="keys-state">
      <Badge tone="success">{text.confirmed}</Badge>
      <span className="keys-hint">{text.confirmedBy(confirmedBy.name, format.instant(confirmedAt))}</span>
    </span>
  );
}
