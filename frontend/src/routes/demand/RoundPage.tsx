import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Round, roundQuery, takesNeeds } from "../../api/rounds";
import { useMay, useSession } from "../../api/session";
import { demandText } from "../../text/demand";
import { roundsText } from "../../text/rounds";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { Fingerprint } from "../../ui/Fingerprint";
import { PageHeader } from "../../ui/PageHeader";
import { Stepper } from "../../ui/Stepper";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { ItemTotals } from "./ItemTotals";
import { MembersNeeds } from "./MembersNeeds";
import { MyNeeds } from "./MyNeeds";
import { NeedHistory } from "./NeedHistory";
import { ownMembers, seesAllNeeds } from "./needs";
import { RoundActions } from "./RoundActions";
import { RoundBadge } from "./RoundBadge";
import { RoundComments } from "./RoundComments";
import { roundRoute } from "./routes";
import "./Demand.css";

/** One round: where it stands, one's own needs or everybody's, and what comes next. */
export function RoundPage() {
  const text = useText(demandText);
  const { id } = roundRoute.useParams();
  const { data: round } = useSuspenseQuery(roundQuery(id));
  const session = useSession();
  const members = ownMembers(session);
  const all = seesAllNeeds(session);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/demand">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={round.title}
        badge={<RoundBadge status={round.status} />}
        lead={round.number}
        actions={<RoundActions round={round} />}
      />
      <Way round={round} />
      <Figures round={round} />
      <News round={round} />
      {round.status !== "draft" && members.length > 0 && <MyNeeds round={round} members={members} />}
      {(all || members.length === 0) && <ItemTotals round={round} />}
      {all && round.status !== "draft" && <MembersNeeds round={round} />}
      {round.status !== "draft" && (
        <RoundComments round={round} members={members.filter(({ states, confirms }) => states || confirms)} />
      )}
      {round.status !== "draft" && <NeedHistory round={round} />}
      <ObjectHistory objectType="round" objectId={round.id} />
    </div>
  );
}

function Way(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText);
  return (
    <Stepper
      label={text.steps}
      steps={(["draft", "open", "frozen", "tendered"] as const).map((key) => ({
        key,
        label: text.step[key],
      }))}
      current={round.status === "topping-up" ? "open" : round.status}
      {...(round.status === "cancelled" && { stopped: text.stopped })}
    />
  );
}

function Figures(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText);
  const { confirm } = useText(roundsText);
  const format = useFormat();
  const [now] = useState(Date.now);
  const open = takesNeeds(round);
  return (
    <section aria-label={text.figures.label}>
      <DescriptionList
        columns
        facts={[
          [
            text.figures.answered,
            round.status === "draft"
              ? undefined
              : text.answered(format.number(round.answered), format.number(round.invited)),
          ],
          [
            text.figures.closesAt,
            <span key="closes" className="demand-when">
              <time dateTime={round.closesAt}>{format.instant(round.closesAt)}</time>
              {open && <span className="demand-aside">{format.distance(round.closesAt, now)}</span>}
            </span>,
          ],
          [
            text.figures.estimate,
            round.status === "draft" ? undefined : (
              <span key="estimate" className="demand-when">
                <span className="ui-figures">{format.money(round.estimatedTotal)}</span>
                <span className="demand-aside">{text.figures.estimateHint}</span>
              </span>
            ),
          ],
          [confirm.figure, round.confirms && open ? confirm.members(round.unconfirmed) : undefined],
          [text.figures.frozenAt, round.frozenAt && format.instant(round.frozenAt)],
          [text.figures.createdBy, round.createdBy],
        ]}
      />
    </section>
  );
}

/** What somebody who comes to the round has to know first. */
function News(props: { round: Round }) {
  const { round } = props;
  const text = useText(demandText);
  const may = useMay();
  const [now] = useState(Date.now);
  if (round.status === "cancelled")
    return (
      <Alert tone="danger" title={text.stopped}>
        {round.cancelReason && text.cancelled(round.cancelReason)}
      </Alert>
    );
  if (round.status === "draft" && may("round.open")) return <Alert tone="info" title={text.draftHint} />;
  if (takesNeeds(round) && Date.parse(round.closesAt) <= now)
    return <Alert tone="warning" title={text.overdue} />;
  if (round.status === "topping-up") return <Alert tone="info" title={text.toppingUp} />;
  if (!round.snapshotHash) return null;
  return (
    <Alert tone="success" title={round.status === "tendered" ? text.tendered : text.frozen.title}>
      <p className="demand-snapshot ui-text">{text.frozen.text}</p>
      <p className="demand-snapshot">
        <span className="ui-muted">{text.frozen.hash}</span>{" "}
        <Fingerprint label={text.frozen.hash} value={round.snapshotHash} />
      </p>
    </Alert>
  );
}
