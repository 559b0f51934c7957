import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import {
  confirmSuccession,
  proposeSuccession,
  rejectSuccession,
  type Succession,
  successionsQuery,
} from "../../api/contracts";
import type { Framework } from "../../api/frameworks";
import { allMembersQuery } from "../../api/members";
import { useMay } from "../../api/session";
import { contractsText } from "../../text/contracts";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Double } from "../../ui/Double";
import { useFields } from "../../ui/fields";
import { Select } from "../../ui/Select";
import { Table } from "../../ui/Table";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ActForm } from "../ActForm";
import { ConfirmDialog } from "../ConfirmDialog";
import { DecisionBadge } from "./DecisionBadge";

/** Members that took the place of others, as after a merger; hidden from those whom it does not concern. */
export function Successions(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(contractsText).successions;
  const quotas = useText(contractsText).quotas;
  const { common } = useText(shared);
  const format = useFormat();
  const may = useMay();
  const { data: successions } = useSuspenseQuery(successionsQuery(framework.id));
  const [proposing, setProposing] = useState(false);
  if (successions.items.length === 0 && !may("framework.modify")) return null;
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.title}</h2>
      <Table
        caption={text.title}
        captionHidden
        rows={successions.items}
        rowKey={({ id }) => id}
        empty={<p className="kern-body">{text.none}</p>}
        columns={[
          { key: "from", header: text.former, rowHeader: true, cell: ({ from }) => from.name },
          { key: "to", header: text.successor, cell: ({ to }) => to.name },
          {
            key: "reason",
            header: common.reason,
            cell: ({ reason, quota, drawn }) => (
              <Double
                first={reason}
                second={quota && drawn && text.passes(format.money(quota), format.money(drawn))}
              />
            ),
          },
          {
            key: "by",
            header: quotas.by,
            cell: ({ proposedBy, proposedAt, decidedBy, decidedAt }) => (
              <>
                <Double first={proposedBy.name} second={format.instant(proposedAt)} />
                {decidedBy && decidedAt && (
                  <Double first={decidedBy.name} second={format.instant(decidedAt)} />
                )}
              </>
            ),
          },
          {
            key: "state",
            header: common.state,
            cell: (succession) =>
              succession.status === "proposed" && may("framework.decide") ? (
                <Decision framework={framework} succession={succession} />
              ) : (
                <DecisionBadge status={succession.status} />
              ),
          },
        ]}
      />
      {may("framework.modify") && (
        <>
          <ButtonRow>
            <Button onClick={() => setProposing(true)}>{text.propose}</Button>
          </ButtonRow>
          <Dialog open={proposing} title={text.propose} onClose={() => setProposing(false)}>
            <ProposeForm framework={framework} onClose={() => setProposing(false)} />
          </Dialog>
        </>
      )}
    </div>
  );
}

function Decision(props: { framework: Framework; succession: Succession }) {
  const { framework, succession } = props;
  const text = useText(contractsText).successions;
  const confirm = useAct(confirmSuccession);
  const reject = useAct(rejectSuccession);
  const [asking, setAsking] = useState<"confirm" | "reject">();
  const path = { id: framework.id, successionId: succession.id };
  return (
    <>
      <ButtonRow>
        <Button small variant="primary" onClick={() => setAsking("confirm")}>
          {text.confirm}
        </Button>
        <Button small onClick={() => setAsking("reject")}>
          {text.reject}
        </Button>
      </ButtonRow>
      <ConfirmDialog
        open={asking === "confirm"}
        title={text.confirmTitle}
        act={text.confirm}
        onAct={() => confirm.mutateAsync(path)}
        onClose={() => setAsking(undefined)}
      >
        {text.confirmText(succession.from.name, succession.to.name)}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "reject"}
        title={text.rejectTitle}
        act={text.reject}
        onAct={() => reject.mutateAsync(path)}
        onClose={() => setAsking(undefined)}
      >
        {text.rejectText}
      </ConfirmDialog>
    </>
  );
}

function ProposeForm(props: { framework: Framework; onClose: () => void }) {
  const { framework, onClose } = props;
  const text = useText(contractsText).successions;
  const { common } = useText(shared);
  const propose = useAct(proposeSuccession);
  const { data: members = [] } = useQuery(allMembersQuery);
  const form = useFields({ fromMemberId: "", toMemberId: "", reason: "" });
  const { fromMemberId } = form.hook.watch();
  const choices = members.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ActForm
      form={form}
      act={text.propose}
      onAct={({ reason, ...members }) =>
        propose.mutateAsync({ id: framework.id, reason: reason.trim(), ...members })
      }
      done={text.proposed}
      onClose={onClose}
    >
      <p className="kern-body">{text.note}</p>
      <Select {...form.choice("fromMemberId", text.former)} choices={choices} />
      <Select
        {...form.choice("toMemberId", text.successor)}
        choices={choices.filter(({ value }) => value !== fromMemberId)}
      />
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.reasonHint}
        maxLength={2000}
      />
    </ActForm>
  );
}
