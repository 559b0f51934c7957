import { useState } from "react";
import { useAct } from "../../../api/act";
import { type CostPool, closeGrant, type Grant } from "../../../api/cost-pools";
import { useMay } from "../../../api/session";
import { costsText } from "../../../text/costs";
import { useText } from "../../../text/text";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { Double } from "../../../ui/Double";
import { notify } from "../../../ui/notify";
import { ShareBar } from "../../../ui/ShareBar";
import { type Column, Table } from "../../../ui/Table";
import { useFormat } from "../../../ui/words";
import { ConfirmDialog } from "../../ConfirmDialog";
import { GrantDialog } from "./GrantDialog";
import "./Pool.css";

/** What others give towards the costs: granted, given, left. */
export function Grants(props: { pool: CostPool }) {
  const { pool } = props;
  const text = useText(costsText).grant;
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [closing, setClosing] = useState<Grant>();
  const columns = useColumns(may("grant.record") ? setClosing : undefined);
  if (pool.grants.length === 0 && !may("grant.record")) return null;
  return (
    <section className="ui-section" aria-labelledby={pool.grants.length === 0 ? "grants" : undefined}>
      <Table
        caption={text.table}
        columns={columns}
        rows={pool.grants}
        rowKey={({ id }) => id}
        empty={
          <div>
            <h2 id="grants" className="kern-heading-medium">
              {text.table}
            </h2>
            <p className="kern-body kern-body--muted">{text.none}</p>
          </div>
        }
      />
      {may("grant.record") && (
        <div>
          <Button icon="add" onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        </div>
      )}
      <Dialog open={adding} title={text.addTitle} onClose={() => setAdding(false)}>
        <GrantDialog pool={pool} onClose={() => setAdding(false)} />
      </Dialog>
      <CloseDialog grant={closing} onClose={() => setClosing(undefined)} />
    </section>
  );
}

function CloseDialog(props: { grant: Grant | undefined; onClose: () => void }) {
  const { grant, onClose } = props;
  const text = useText(costsText).grant;
  const format = useFormat();
  const close = useAct(closeGrant);
  return (
    <ConfirmDialog
      open={grant !== undefined}
      title={text.closeTitle}
      act={text.close}
      onClose={onClose}
      onAct={async () => {
        if (!grant) return;
        await close.mutateAsync({ id: grant.id, version: grant.version });
        notify("success", text.closed);
      }}
    >
      <p className="kern-body">{grant && text.closeText(format.money(grant.left), grant.funder)}</p>
    </ConfirmDialog>
  );
}

function useColumns(onClose: ((grant: Grant) => void) | undefined): Column<Grant>[] {
  const text = useText(costsText).grant;
  const format = useFormat();
  const columns: Column<Grant>[] = [
    {
      key: "reference",
      header: text.reference,
      cell: ({ reference, funder }) => <Double first={reference} second={funder} />,
    },
    {
      key: "method",
      header: text.methodShort,
      cell: ({ method, rate, members }) => (
        <Double
          first={text.methods[method]}
          second={
            rate
              ? text.rateOf(format.percent(Number(rate)))
              : members?.map(({ member, weight }) => `${member.name} (${format.number(weight)})`).join(", ")
          }
        />
      ),
    },
    {
      key: "used",
      header: text.drawn,
      cell: ({ reference, granted, amount }) => (
        <ShareBar part={granted} whole={amount} label={text.bar(reference)} harmless />
      ),
    },
    { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
    { key: "granted", header: text.drawn, numeric: true, cell: ({ granted }) => format.money(granted) },
    { key: "left", header: text.left, numeric: true, cell: ({ left }) => format.money(left) },
    {
      key: "status",
      header: text.close,
      action: true,
      cell: (grant) =>
        grant.status === "closed" || !onClose ? (
          <Badge tone={grant.status === "closed" ? "neutral" : "info"}>{text.status[grant.status]}</Badge>
        ) : (
          <Button small aria-label={text.closeLabel(grant.reference)} onClick={() => onClose(grant)}>
            {text.close}
          </Button>
        ),
    },
  ];
  return columns;
}
