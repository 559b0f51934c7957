import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  approveModification,
  type Headroom,
  type Modification,
  modificationsQuery,
  rejectModification,
} from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { useMay, useSession } from "../../api/session";
import { contractsText } from "../../text/contracts";
import { shared } from "../../text/shared";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { notify } from "../../ui/notify";
import { ShareBar } from "../../ui/ShareBar";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ButtonLink } from "../links";
import { ReasonDialog } from "../ReasonDialog";
import { DecisionBadge } from "./DecisionBadge";

/** How the contract was modified, and how far it still may be. */
export function ModificationsTab(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).modifications;
  const format = useFormat();
  const may = useMay();
  const { data } = useSuspenseQuery(modificationsQuery(framework.id));
  return (
    <div className="ui-section">
      <p className="kern-body ui-text">{text.lead}</p>
      {may("framework.modify") && (
        <ButtonRow>
          <ButtonLink to="/frameworks/$id/modifications/new" params={{ id: framework.id }} variant="primary">
            {text.propose}
          </ButtonLink>
        </ButtonRow>
      )}
      {data.items.length === 0 && <p className="kern-body">{text.none}</p>}
      {data.items.map((modification) => (
        <ModificationCard key={modification.id} framework={framework} modification={modification} />
      ))}
      <p className="kern-body">
        {text.original}: <strong>{format.money(data.originalValue)}</strong>
      </p>
      <HeadroomTable headroom={data.headroom} />
    </div>
  );
}

function HeadroomTable(props: { headroom: readonly Headroom[] }) {
  const text = useText(contractsText).modifications;
  const format = useFormat();
  return (
    <Table
      caption={text.headroom}
      rows={props.headroom}
      rowKey={({ ground }) => ground}
      columns={[
        {
          key: "ground",
          header: text.ground,
          rowHeader: true,
          cell: ({ ground }) => <Double first={text.grounds[ground]} second={ground} />,
        },
        {
          key: "limit",
          header: text.limit,
          cell: ({ limit, bound }) => (
            <Double first={limit && format.money(limit)} second={text.bound[bound]} />
          ),
        },
        {
          key: "used",
          header: text.used,
          cell: ({ used, limit, ground }) =>
            used && limit ? (
              <ShareBar part={used} whole={limit} label={`${text.used} ${text.grounds[ground]}`} />
            ) : (
              "–"
            ),
        },
        {
          key: "left",
          header: text.left,
          numeric: true,
          cell: ({ left }) => (left ? format.money(left) : "–"),
        },
        {
          key: "source",
          header: text.source,
          cell: ({ source, primary, limit }) => (
            <Double first={source} second={limit && !primary && text.secondary} />
          ),
        },
      ]}
    />
  );
}

function ModificationCard(props: { framework: Framework; modification: Modification }) {
  const { framework, modification } = props;
  const text = useText(contractsText).modifications;
  const { term, modify } = useText(contractsText);
  const { common } = useText(shared);
  const language = useLanguage();
  const format = useFormat();
  const may = useMay();
  const { number, ground, status, proposedBy, decidedBy, decidedAt } = modification;
  const what = [
    Number(modification.raise) !== 0 && text.raise(format.money(modification.raise)),
    modification.inForceTo && text.until(format.date(modification.inForceTo)),
    modification.supplier && text.supplier(modification.supplier.name),
    ...modification.items.map((item) =>
      text.quantity(
        item.name,
        format.quantity(item.maximumQuantity, unitName(item.unit, item.maximumQuantity, language)),
      ),
    ),
  ].filter((line) => typeof line === "string");
  return (
    <Card
      title={text.numbered(number)}
      preline={text.grounds[ground]}
      aside={<DecisionBadge status={status} />}
      footer={
        status === "proposed" &&
        may("framework.decide") && <Decision framework={framework} modification={modification} />
      }
    >
      <DescriptionList
        facts={[
          [
            text.what,
            <ul key="what" className="kern-list">
              {what.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>,
          ],
          [text.value, format.money(modification.value)],
          [modify.clause, modification.clause],
          [term.justification, modification.termJustification],
          [common.reason, modification.reason],
          [text.proposed, text.by(proposedBy.name, format.instant(modification.proposedAt))],
          [text.decided, decidedBy && decidedAt && text.by(decidedBy.name, format.instant(decidedAt))],
          [text.rejection, modification.rejection],
        ]}
      />
    </Card>
  );
}

function Decision(props: { framework: Framework; modification: Modification }) {
  const { framework, modification } = props;
  const { own, modifications: text } = useText(contractsText);
  const { person } = useSession();
  const approve = useAct(approveModification);
  const reject = useAct(rejectModification);
  const [asking, setAsking] = useState<"approve" | "reject">();
  const about = { id: framework.id, version: framework.version, modificationId: modification.id };
  const proposer = modification.proposedBy.id === person.id ? own : undefined;
  return (
    <>
      <ButtonRow>
        <Button variant="primary" disabledReason={proposer} onClick={() => setAsking("approve")}>
          {text.approve}
        </Button>
        {!proposer && <Button onClick={() => setAsking("reject")}>{text.reject}</Button>}
      </ButtonRow>
      <ConfirmDialog
        open={asking === "approve"}
        title={text.approveTitle(modification.number)}
        act={text.approve}
        onAct={async () => {
          await approve.mutateAsync(about);
          notify("success", text.approved(modification.number));
        }}
        onClose={() => setAsking(undefined)}
      >
        {text.approveText}
      </ConfirmDialog>
      <ReasonDialog
        open={asking === "reject"}
        title={text.numbered(modification.number)}
        hint={text.rejectHint}
        act={text.reject}
        onAct={(reason) => reject.mutateAsync({ ...about, reason })}
        onClose={() => setAsking(undefined)}
      />
    </>
  );
}
