import { useState } from "react";
import { useAct } from "../../api/act";
import { approvePriceChange, type PriceChangeSummary, rejectPriceChange } from "../../api/prices";
import { useMay } from "../../api/session";
import { pricesText } from "../../text/prices";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ReasonDialog } from "../ReasonDialog";

const tones: Record<PriceChangeSummary["status"], BadgeTone> = {
  proposed: "warning",
  approved: "success",
  rejected: "danger",
  withdrawn: "neutral",
  lapsed: "neutral",
};

/** The changes of a contract's prices, the latest first, and their decision. */
export function PriceChanges(props: { changes: readonly PriceChangeSummary[] }) {
  const text = useText(pricesText);
  const format = useFormat();
  const may = useMay();
  const columns: Column<PriceChangeSummary>[] = [
    { key: "number", header: text.number, rowHeader: true, cell: ({ number }) => number },
    { key: "from", header: text.validFrom, cell: ({ validFrom }) => format.date(validFrom) },
    {
      key: "reason",
      header: text.reason,
      cell: ({ reason, ground }) => <Double first={reason} second={text.ground[ground]} />,
    },
    { key: "by", header: text.proposedBy, cell: ({ proposedBy }) => proposedBy },
    {
      key: "status",
      header: text.decide,
      cell: (change) =>
        change.status === "proposed" && may("price.decide") ? (
          <Decision change={change} />
        ) : (
          <Badge tone={tones[change.status]}>{text.status[change.status]}</Badge>
        ),
    },
  ];
  if (props.changes.length === 0) return <p>{text.noChanges}</p>;
  return <Table caption={text.changes} columns={columns} rows={props.changes} rowKey={({ id }) => id} />;
}

// What is proposed was never decided, so it is in its first version.
const proposedVersion = 1;

function Decision(props: { change: PriceChangeSummary }) {
  const { id, number } = props.change;
  const text = useText(pricesText);
  const approve = useAct(approvePriceChange);
  const reject = useAct(rejectPriceChange);
  const [rejecting, setRejecting] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  return (
    <>
      {refusal && (
        <Alert tone="danger" title={text.changeOf(number)}>
          {refusal}
        </Alert>
      )}
      <ButtonRow>
        <Button
          variant="primary"
          busy={approve.isPending}
          onClick={async () => {
            const refused = await refusalOf(approve.mutateAsync({ id, version: proposedVersion }));
            setRefusal(refused?.message);
          }}
        >
          {text.approve}
        </Button>
        <Button onClick={() => setRejecting(true)}>{text.reject}</Button>
      </ButtonRow>
      <ReasonDialog
        open={rejecting}
        title={text.changeOf(number)}
        hint={text.rejectHint}
        act={text.reject}
        onAct={(reason) => reject.mutateAsync({ id, version: proposedVersion, reason })}
        onClose={() => setRejecting(false)}
      />
    </>
  );
}
