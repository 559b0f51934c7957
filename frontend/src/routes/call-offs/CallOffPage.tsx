import { useSuspenseQuery } from "@tanstack/react-query";
import { approvalQuery } from "../../api/approvals";
import { type CallOff, callOffQuery } from "../../api/call-offs";
import { useSession } from "../../api/session";
import { approvalsText } from "../../text/approvals";
import { buyingText } from "../../text/buying";
import { callOffsText } from "../../text/call-offs";
import { jointsText } from "../../text/joints";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { DescriptionList } from "../../ui/DescriptionList";
import { PageHeader } from "../../ui/PageHeader";
import { Stepper } from "../../ui/Stepper";
import { useFormat } from "../../ui/words";
import { CallOffBadge } from "../CallOffTable";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { SetUpStanding } from "../SetUpStanding";
import { AgainButton } from "./AgainButton";
import { ApprovalSteps, Versions } from "./Approvals";
import { CancelButton } from "./CancelButton";
import { CapacityLink } from "./CapacityLink";
import { ChangeButton } from "./ChangeButton";
import { DecisionPanel } from "./DecisionPanel";
import { concerns } from "./decision";
import { Lines } from "./Lines";
import { OrderCard } from "./OrderCard";
import { ReturnsCard } from "./ReturnsCard";
import { RouteCard } from "./RouteCard";
import { callOffRoute } from "./routes";
import { ServicesLink } from "./ServicesLink";

/** One call-off: where it stands, what was ordered, who decides, what happened. */
export function CallOffPage() {
  const text = useText(callOffsText);
  const { navigation } = useText(shared);
  const { id } = callOffRoute.useParams();
  const { data: callOff } = useSuspenseQuery(callOffQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/call-offs">{navigation.callOffs}</TextLink>
          </Breadcrumb>
        }
        title={text.one(callOff.number)}
        badge={<CallOffBadge status={callOff.status} />}
        lead={`${callOff.member.name} · ${callOff.supplier.name}`}
        actions={
          <>
            <AgainButton callOff={callOff} />
            <SetUpStanding callOff={callOff} />
            <ChangeButton callOff={callOff} />
            <CancelButton callOff={callOff} />
            <Button variant="tertiary" onClick={() => window.print()}>
              {text.print}
            </Button>
          </>
        }
      />
      <Way callOff={callOff} />
      {callOff.joint ? <JointLink callOff={callOff} /> : <DecisionPanel callOff={callOff} />}
      <OrderCard callOff={callOff} />
      <ServicesLink callOff={callOff} />
      <CapacityLink callOff={callOff} />
      <Lines callOff={callOff} />
      <ReturnsCard callOff={callOff} />
      <RouteCard callOff={callOff} />
      <Earlier callOff={callOff} />
      <Particulars callOff={callOff} />
      <ObjectHistory objectType="call-off" objectId={callOff.id} />
    </div>
  );
}

/** How it was approved and what it was before, for its member. */
function Earlier(props: { callOff: CallOff }) {
  const session = useSession();
  const { callOff } = props;
  const decided = callOff.status !== "submitted" && (callOff.needsApproval || callOff.change);
  if (!concerns(session, callOff) || (!decided && !callOff.change)) return null;
  return <EarlierOf callOff={callOff} />;
}

function EarlierOf(props: { callOff: CallOff }) {
  const { data: approval } = useSuspenseQuery(approvalQuery(props.callOff.id));
  return (
    <>
      {props.callOff.status !== "submitted" && approval.steps.some(({ given }) => given.length > 0) && (
        <ApprovalSteps steps={approval.steps} />
      )}
      <Versions versions={approval.versions} />
    </>
  );
}

function JointLink(props: { callOff: CallOff }) {
  const text = useText(jointsText);
  return (
    <Alert tone="info" title={text.isJoint}>
      <TextLink to="/joint-call-offs/$id" params={{ id: props.callOff.id }}>
        {text.toShares}
      </TextLink>
    </Alert>
  );
}

function Way(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(callOffsText);
  const { common } = useText(shared);
  const format = useFormat();
  const ended = callOff.status === "rejected" || callOff.status === "cancelled" ? callOff.status : undefined;
  const competed = callOff.route?.way === "mini-competition";
  const steps = callOff.needsApproval
    ? [
        { key: "created", label: competed ? text.step.competed : text.step.submitted },
        { key: "submitted", label: text.step.approval },
        { key: "placed", label: text.step.placed },
      ]
    : [
        { key: "created", label: competed ? text.step.competed : text.step.ordered },
        { key: "placed", label: text.step.placed },
      ];
  return (
    <>
      <Stepper
        label={text.steps}
        steps={steps}
        current={callOff.status}
        {...(ended && {
          stopped: callOff.decidedAt
            ? `${text.stopped[ended]}: ${text.by(format.instant(callOff.decidedAt), callOff.decidedBy ?? "")}`
            : text.stopped[ended],
        })}
      />
      {callOff.reason && <DescriptionList facts={[[common.reason, callOff.reason]]} />}
    </>
  );
}

function Particulars(props: { callOff: CallOff }) {
  const { callOff } = props;
  const text = useText(callOffsText);
  const approvals = useText(approvalsText);
  const { common } = useText(shared);
  const buying = useText(buyingText);
  const format = useFormat();
  return (
    <section className="ui-section" aria-labelledby="details">
      <h2 id="details" className="kern-heading-medium">
        {text.details}
      </h2>
      <DescriptionList
        facts={[
          [common.member, callOff.member.name],
          [common.supplier, callOff.supplier.name],
          [
            text.framework,
            <TextLink key="framework" to="/frameworks/$id" params={{ id: callOff.framework.id }}>
              {callOff.framework.name}
            </TextLink>,
          ],
          [text.budgetCode, callOff.budgetCode],
          [
            text.budgets,
            callOff.budgets?.map((budget) => `${budget.code}: ${format.money(budget.amount)}`).join("; "),
          ],
          [text.note, callOff.note],
          [buying.deliverTo, callOff.delivery && addressOf(callOff.delivery)],
          [approvals.wishedOn, callOff.wishedOn && format.date(callOff.wishedOn)],
          [approvals.answerBy, callOff.answerBy && format.date(callOff.answerBy)],
          [approvals.changeNumber, callOff.change && String(callOff.change)],
          [text.createdAt, text.by(format.instant(callOff.createdAt), callOff.createdBy)],
          [
            text.decidedAt,
            callOff.decidedAt && text.by(format.instant(callOff.decidedAt), callOff.decidedBy ?? ""),
          ],
          [text.limit, format.money(callOff.approvalLimit)],
        ]}
      />
    </section>
  );
}

function addressOf(to: NonNullable<CallOff["delivery"]>): string {
  const place = `${to.name}, ${to.street}, ${to.postcode} ${to.city}`;
  return [place, to.contact, to.hours].filter(Boolean).join(" · ");
}
