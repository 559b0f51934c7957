import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { openingKeysQuery } from "../../api/opening";
import { useMay, useSession } from "../../api/session";
import { confirmCommittee, proposeCommittee, type Tender } from "../../api/tenders";
import { committeeText } from "../../text/committee";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button, ButtonRow } from "../../ui/Button";
import { Checkbox } from "../../ui/Checks";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { TextArea } from "../../ui/TextField";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { committeeSize } from "./draft";

interface ChangeProps {
  tender: Tender;
}

/** Another committee for a tender that takes bids: proposed by one officer, confirmed by another. */
export function CommitteeChange(props: ChangeProps) {
  const { tender } = props;
  const may = useMay();
  if (tender.status !== "published" || !may("tender.committee")) return null;
  return (
    <>
      {tender.committeeProposal && <Proposed tender={tender} proposal={tender.committeeProposal} />}
      <ProposeButton tender={tender} />
    </>
  );
}

function Proposed(props: ChangeProps & { proposal: NonNullable<Tender["committeeProposal"]> }) {
  const { tender, proposal } = props;
  const text = useText(committeeText).change;
  const format = useFormat();
  const { person } = useSession();
  const confirm = useAct(confirmCommittee);
  const nameOf = useNames(tender);
  const [asking, setAsking] = useState(false);
  const own = proposal.proposedBy.id === person.id;
  return (
    <Alert tone="warning" title={text.proposed(proposal.openingOfficers.map(nameOf).join(", "))}>
      <p className="kern-body">{text.by(proposal.proposedBy.name, format.instant(proposal.proposedAt))}</p>
      <p className="kern-body">{text.quoted(proposal.reason)}</p>
      {own ? (
        <p className="kern-body">{text.own}</p>
      ) : (
        <ButtonRow>
          <Button variant="primary" onClick={() => setAsking(true)}>
            {text.confirm}
          </Button>
        </ButtonRow>
      )}
      <ConfirmDialog
        open={asking}
        title={text.confirmTitle}
        act={text.confirm}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await confirm.mutateAsync({ id: tender.id, version: tender.version });
          notify("success", text.confirmed);
        }}
      >
        <p className="kern-body">{text.confirmText(tender.bidCount)}</p>
        <p className="kern-body">{text.confirmDeadline}</p>
      </ConfirmDialog>
    </Alert>
  );
}

/** What persons are called; whose key is another one than the tender's is told from the others. */
function useNames(tender: Tender) {
  const text = useText(committeeText).change;
  const { data: keys } = useSuspenseQuery(openingKeysQuery);
  return ({ person }: { person: { id: string; name: string } }) => {
    const ofTender = tender.openingOfficers.find((officer) => officer.person.id === person.id);
    const now = keys.find((key) => key.person.id === person.id);
    const renewed = ofTender !== undefined && now?.fingerprint !== ofTender.fingerprint;
    return renewed ? text.newKey(person.name) : person.name;
  };
}

function ProposeButton(props: ChangeProps) {
  const { tender } = props;
  const text = useText(committeeText).change;
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button small onClick={() => setAsking(true)}>
        {text.act}
      </Button>
      <Dialog open={asking} title={text.title} onClose={() => setAsking(false)}>
        <ProposeForm tender={tender} onClose={() => setAsking(false)} />
      </Dialog>
    </div>
  );
}

function ProposeForm(props: ChangeProps & { onClose: () => void }) {
  const { tender, onClose } = props;
  const text = useText(committeeText).change;
  const { common } = useText(shared);
  const { data: keys } = useSuspenseQuery(openingKeysQuery);
  const propose = useAct(proposeCommittee);
  const nameOf = useNames(tender);
  const able = keys.filter(({ confirmedAt }) => confirmedAt);
  const present = new Set(tender.openingOfficers.map((officer) => officer.person.id));
  const form = useFields<{ chosen: Record<string, boolean>; reason: string }>({
    chosen: Object.fromEntries(able.map((key) => [key.person.id, present.has(key.person.id)])),
    reason: "",
  });
  const chosen = form.hook.watch("chosen");
  const count = Object.values(chosen).filter(Boolean).length;
  const fits = count >= committeeSize.least && count <= committeeSize.most;
  return (
    <Form
      form={form}
      onSubmit={async ({ chosen, reason }) => {
        const openingOfficers = able.map((key) => key.person.id).filter((id) => chosen[id]);
        const { id, version } = tender;
        const refusal = await refusalOf(
          propose.mutateAsync({ id, version, openingOfficers, reason: reason.trim() }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", text.asked);
      }}
    >
      <p className="kern-body">{text.lead}</p>
      <fieldset className="kern-fieldset ui-field">
        <legend className="kern-label">{text.officers(committeeSize.least, committeeSize.most)}</legend>
        <div className="kern-fieldset__body">
          {able.map((key) => (
            <Checkbox key={key.person.id} {...form.flag(`chosen.${key.person.id}`, nameOf(key))} />
          ))}
        </div>
      </fieldset>
      <TextArea
        {...form.text("reason", common.reason, { least: 3 })}
        hint={text.reasonHint}
        maxLength={2000}
      />
      <ButtonRow>
        <Button
          type="submit"
          variant="primary"
          busy={form.hook.formState.isSubmitting}
          disabledReason={fits ? undefined : text.count(committeeSize.least, committeeSize.most)}
        >
          {text.propose}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}
