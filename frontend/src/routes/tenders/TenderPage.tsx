import { useSuspenseQuery } from "@tanstack/react-query";
import { useMay, useSession } from "../../api/session";
import { type Tender, tenderQuery } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Card } from "../../ui/Card";
import { PageHeader } from "../../ui/PageHeader";
import { Stepper } from "../../ui/Stepper";
import { ButtonLink, TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { Amendments } from "./Amendments";
import { BidsList } from "./BidsList";
import { ChecksPanel } from "./ChecksPanel";
import { Committee, Entitled } from "./Committee";
import { Documents } from "./Documents";
import { ExtendButton } from "./ExtendButton";
import { Lots } from "./Lots";
import { Negotiation } from "./Negotiation";
import { Participation } from "./Participation";
import { PhasePanel } from "./PhasePanel";
import { ProcurementFile } from "./ProcurementFile";
import { PublicNotices } from "./PublicNotices";
import {
  isChosen,
  isNegotiated,
  isOpened,
  owesTalks,
  seesAllBids,
  stepOf,
  stepsOf,
  suppliersOf,
  wordOf,
} from "./phases";
import { Questions } from "./Questions";
import { RulesCard } from "./RulesCard";
import { tenderRoute } from "./routes";
import { StatisticsCard } from "./StatisticsCard";
import { CancelButton } from "./TenderActions";
import { TenderBadge } from "./TenderBadge";
import { Terms } from "./Terms";
import { Timeline } from "./Timeline";
import "./Tenders.css";

/** One tender: the phase it is in first, then what is tendered, the dates and everything on file. */
export function TenderPage() {
  const text = useText(tendersText);
  const { id } = tenderRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const may = useMay();
  const talks = isNegotiated(tender);
  const first = suppliersOf(useSession()).length > 0 || owesTalks(tender); // what is to be done next stands above
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/tenders">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={tender.title}
        badge={<TenderBadge status={tender.status} />}
        lead={`${tender.number} · ${text.procedures[tender.procedure]}`}
        actions={<Actions tender={tender} />}
      />
      <Stepper
        label={text.steps}
        steps={stepsOf(tender).map((key) => ({ key, label: text.step[wordOf(key, tender)] }))}
        current={stepOf(tender.status)}
        {...(tender.status === "cancelled" && { stopped: text.stopped })}
      />
      {talks && first && <Negotiation tender={tender} />}
      <PhasePanel tender={tender} />
      {talks && !first && <Negotiation tender={tender} />}
      {isChosen(tender) && <Participation tender={tender} />}
      <Lots tender={tender} />
      <Documents tender={tender} />
      {tender.publishedAt && <Questions tender={tender} />}
      {tender.publishedAt && <Amendments tender={tender} />}
      <StepsAhead tender={tender} />
      <RulesCard rules={tender.rules} />
      <div className="tender-cards">
        <Card title={text.terms.title}>
          <Terms tender={tender} />
        </Card>
        <Card title={text.timeline.title}>
          <Timeline tender={tender} />
        </Card>
        <Entitled tender={tender} />
        <Committee tender={tender} />
      </div>
      {tender.publishedAt && may("bid.read") && <BidsList tender={tender} />}
      {may("tender.oversee") && <PublicNotices tender={tender} />}
      {tender.awardedAt && may("tender.oversee") && <StatisticsCard tender={tender} />}
      {tender.publishedAt && may("tender.oversee") && <ProcurementFile tender={tender} />}
      <ObjectHistory objectType="tender" objectId={tender.id} />
    </div>
  );
}

/** From the publication on: which steps to the award are done, and what each is asked for by. */
function StepsAhead(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).checks;
  if (!tender.publishedAt || tender.checks.length === 0) return null;
  return (
    <Card>
      <ChecksPanel checks={tender.checks} title={text.ahead} />
    </Card>
  );
}

function Actions(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).act;
  const all = seesAllBids(useSession());
  const may = useMay();
  const scored = tender.envelopes.length > 1;
  const examined = scored ? tender.publishedAt !== undefined : isOpened(tender.status);
  return (
    <>
      {isOpened(tender.status) && all && (
        <ButtonLink to="/tenders/$id/opening" params={{ id: tender.id }}>
          {text.openingRecord}
        </ButtonLink>
      )}
      {examined && ((scored && may("bid.score")) || may("tender.oversee")) && (
        <ButtonLink to="/tenders/$id/scoring" params={{ id: tender.id }}>
          {scored ? text.toScoring : text.toExamination}
        </ButtonLink>
      )}
      <ExtendButton tender={tender} />
      <CancelButton tender={tender} />
    </>
  );
}
