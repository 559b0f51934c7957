import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { acceptTransfer, endTransfer, type QuotaTransfer, transfersQuery } from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { useSession } from "../../api/session";
import { contractsText } from "../../text/contracts";
import { useText } from "../../text/text";
import { Badge, type BadgeTone } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Double } from "../../ui/Double";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { OfferForm } from "./OfferForm";

const tones: Record<QuotaTransfer["status"], BadgeTone> = {
  offered: "warning",
  accepted: "success",
  ended: "neutral",
};

/** The members for which one approves, and so passes quota on. */
function useOwnMembers(): ReadonlySet<string> {
  const { roles } = useSession();
  return new Set(roles.filter(({ role }) => role === "approver").map(({ organisation }) => organisation.id));
}

/** Quota that passed from member to member, and what waits to be accepted. */
export function Transfers(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).quotas;
  const format = useFormat();
  const { data: transfers } = useSuspenseQuery(transfersQuery(framework.id));
  const own = useOwnMembers();
  const [offering, setOffering] = useState(false);
  const givers = framework.quotas.filter(({ member }) => own.has(member.id));
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.transfers}</h2>
      <Table
        caption={text.transfers}
        captionHidden
        rows={transfers.items}
        rowKey={({ id }) => id}
        empty={<p className="kern-body">{text.transfersNone}</p>}
        columns={[
          { key: "from", header: text.from, cell: ({ from }) => from.name },
          { key: "to", header: text.to, cell: ({ to }) => to.name },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
          {
            key: "by",
            header: text.by,
            cell: ({ offeredBy, offeredAt, decidedBy, decidedAt }) => (
              <>
                <Double first={offeredBy} second={format.instant(offeredAt)} />
                {decidedBy && decidedAt && <Double first={decidedBy} second={format.instant(decidedAt)} />}
              </>
            ),
          },
          {
            key: "state",
            header: text.state,
            cell: (transfer) =>
              transfer.status === "offered" && (own.has(transfer.from.id) || own.has(transfer.to.id)) ? (
                <Answer framework={framework} transfer={transfer} receives={own.has(transfer.to.id)} />
              ) : (
                <Badge tone={tones[transfer.status]}>{text.status[transfer.status]}</Badge>
              ),
          },
        ]}
      />
      {givers.length > 0 && (
        <>
          <ButtonRow>
            <Button onClick={() => setOffering(true)}>{text.offer}</Button>
          </ButtonRow>
          <Dialog open={offering} title={text.offerTitle} onClose={() => setOffering(false)}>
            <OfferForm framework={framework} givers={givers} onClose={() => setOffering(false)} />
          </Dialog>
        </>
      )}
    </div>
  );
}

/** The other member accepts or declines; who offered it takes it back. */
function Answer(props: { framework: Framework; transfer: QuotaTransfer; receives: boolean }) {
  const { framework, transfer, receives } = props;
  const text = useText(contractsText).quotas;
  const format = useFormat();
  const accept = useAct(acceptTransfer);
  const end = useAct(endTransfer);
  const [asking, setAsking] = useState<"accept" | "end">();
  const path = { id: framework.id, transferId: transfer.id };
  return (
    <>
      <ButtonRow>
        {receives && (
          <Button small variant="primary" onClick={() => setAsking("accept")}>
            {text.accept}
          </Button>
        )}
        <Button small onClick={() => setAsking("end")}>
          {receives ? text.end : text.takeBack}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={asking === "accept"}
        title={text.acceptTitle}
        act={text.accept}
        onAct={() => accept.mutateAsync(path)}
        onClose={() => setAsking(undefined)}
      >
        {text.acceptText(format.money(transfer.amount), transfer.from.name)}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "end"}
        title={text.endTitle}
        act={receives ? text.end : text.takeBack}
        onAct={() => end.mutateAsync(path)}
        onClose={() => setAsking(undefined)}
      >
        {text.endText}
      </ConfirmDialog>
    </>
  );
}
