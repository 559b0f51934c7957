import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type Member, memberQuery, setApprovalLimit } from "../../api/members";
import { useMay, useSession } from "../../api/session";
import { membersText } from "../../text/members";
import { refusalOf } from "../../text/problems";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { Card, CardGrid } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { MoneyField } from "../../ui/MoneyField";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ApprovalsCard } from "./ApprovalsCard";
import { BillingCard } from "./BillingCard";
import { MemberBadges } from "./MemberBadges";
import { OrderSettingsCards } from "./OrderSettingsCards";
import { maySetLimit } from "./rights";
import { memberRoute } from "./routes";
import "./Members.css";
import { SubmitRow } from "../SubmitRow";

/** One member: what the register says of it, and from which value on two persons order. */
export function MemberPage() {
  const text = useText(membersText);
  const format = useFormat();
  const { id } = memberRoute.useParams();
  const { data: member } = useSuspenseQuery(memberQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/members">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={member.name}
        badge={<MemberBadges member={member} />}
        lead={text.kinds[member.kind]}
      />
      <CardGrid>
        <Card title={text.details}>
          <DescriptionList
            facts={[
              [
                text.officialKey,
                member.officialKey && (
                  <span key="key" className="ui-figures">
                    {member.officialKey}
                  </span>
                ),
              ],
              [
                text.population,
                member.populationYear &&
                  `${format.number(member.population)} (${text.populationYear(member.populationYear)})`,
              ],
              [
                text.leitwegId,
                member.leitwegId ? (
                  <span key="leitweg" className="ui-figures">
                    {member.leitwegId}
                  </span>
                ) : (
                  <span key="none" className="ui-muted">
                    {text.none}
                  </span>
                ),
              ],
              [text.admittedOn, format.date(member.admittedOn)],
            ]}
          />
          {member.populationYear && <p className="members-note">{text.populationHint}</p>}
          {member.guest && <p className="members-note">{text.guestHint}</p>}
        </Card>
        {!member.guest && <LimitCard member={member} />}
        {!member.guest && <ApprovalsCard member={member} />}
        {!member.guest && <BillingCard member={member} />}
        {!member.guest && <OrderSettingsCards memberId={member.id} />}
      </CardGrid>
      <ObjectHistory objectType="member" objectId={member.id} />
    </div>
  );
}

function LimitCard(props: { member: Member }) {
  const { member } = props;
  const text = useText(membersText);
  const { notAllowed } = useText(shared);
  const format = useFormat();
  const may = useMay();
  const session = useSession();
  const [changing, setChanging] = useState(false);
  const allowed = maySetLimit(session, member.id);
  return (
    <Card title={text.limit} surface>
      <p className="members-limit ui-figures">{format.money(member.approvalLimit)}</p>
      <p className="members-note">{text.limitHint}</p>
      {(allowed || may("member.set-limit")) && (
        <div>
          <Button
            small
            icon="edit"
            disabledReason={allowed ? undefined : notAllowed}
            onClick={() => setChanging(true)}
          >
            {text.limitChange}
          </Button>
        </div>
      )}
      <Dialog open={changing} title={text.limitChange} onClose={() => setChanging(false)}>
        <LimitForm member={member} onClose={() => setChanging(false)} />
      </Dialog>
    </Card>
  );
}

function LimitForm(props: { member: Member; onClose: () => void }) {
  const { member, onClose } = props;
  const text = useText(membersText);
  const { common } = useText(shared);
  const format = useFormat();
  const change = useAct(setApprovalLimit);
  const form = useFields({ approvalLimit: member.approvalLimit });
  return (
    <Form
      form={form}
      onSubmit={async ({ approvalLimit }) => {
        const refusal = await refusalOf(
          change.mutateAsync({ id: member.id, version: member.version, approvalLimit }),
        );
        if (refusal) return refusal;
        notify("success", text.limitChanged(member.name, format.money(approvalLimit)));
        onClose();
        return undefined;
      }}
    >
      <MoneyField {...form.money("approvalLimit", text.limit)} hint={text.limitHint} />
      <SubmitRow form={form} act={common.save} onCancel={onClose} />
    </Form>
  );
}
