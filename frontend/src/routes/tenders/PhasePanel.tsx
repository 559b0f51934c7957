import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { evaluationQuery } from "../../api/evaluation";
import { useMay, useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Card } from "../../ui/Card";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { AwardPanel } from "./AwardPanel";
import { BidPanel } from "./BidPanel";
import { ChecksPanel } from "./ChecksPanel";
import { DrillPanel } from "./DrillPanel";
import { Evaluation } from "./Evaluation";
import { Letters, OwnLetters } from "./Letters";
import { Participation } from "./Participation";
import { Proposal } from "./Proposal";
import { isTwoStage, owesTalks, seesAllBids, suppliersOf } from "./phases";
import { Reviews } from "./Reviews";
import { DraftActions, ReviewActions } from "./TenderActions";

/** What belongs to the phase a tender is in: what it is about, and what this person can do now. */
export function PhasePanel(props: { tender: Tender }) {
  const { tender } = props;
  switch (tender.status) {
    case "draft":
      return <Draft tender={tender} />;
    case "in-review":
      return <Review tender={tender} />;
    case "requests":
    case "selection":
      return <Participation tender={tender} />;
    case "published":
    case "deadline-passed":
      return <Published tender={tender} />;
    case "opened":
    case "evaluating":
      return <Evaluating tender={tender} />;
    case "award-proposed":
    case "standstill":
      return <Proposed tender={tender} />;
    case "awarded":
      return <Awarded tender={tender} />;
    case "cancelled":
      return <Cancelled tender={tender} />;
  }
}

interface PhaseProps {
  tender: Tender;
}

function Draft(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  const may = useMay();
  return (
    <Card title={text.draft} surface>
      {tender.reason && <Alert tone="warning" title={text.returned(tender.reason)} />}
      <p className="tender-note">{text.draftText}</p>
      {may("tender.draft") && <DraftActions tender={tender} />}
      <ChecksPanel checks={tender.checks} />
    </Card>
  );
}

function Review(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  const may = useMay();
  return (
    <Card title={text.review} surface>
      {tender.submittedBy && <p className="tender-note">{text.reviewText(tender.submittedBy)}</p>}
      {may("tender.publish") && <ReviewActions tender={tender} />}
      <ChecksPanel checks={tender.checks} />
    </Card>
  );
}

function Published(props: PhaseProps) {
  const { tender } = props;
  const texts = useText(tendersText);
  const text = texts.panel;
  const format = useFormat();
  const session = useSession();
  const [now] = useState(Date.now);
  const chosen = !isTwoStage(tender.choice.way) || tender.choice.invited !== undefined;
  if (suppliersOf(session).length > 0 && !chosen) return null; // the first stage tells why
  if (suppliersOf(session).length > 0) return <BidPanel tender={tender} />;
  const passed = tender.status === "deadline-passed";
  return (
    <>
      <DrillPanel tender={tender} />
      <Card title={passed ? text.passed : text.published} surface>
        <p className="tender-note">
          {passed
            ? text.passedText(committeeOf(tender))
            : text.publishedText(format.instant(tender.deadline), format.distance(tender.deadline, now))}
        </p>
        {seesAllBids(session) && (
          <div>
            <ButtonLink
              to="/tenders/$id/opening"
              params={{ id: tender.id }}
              variant={passed ? "primary" : "secondary"}
            >
              {texts.act.toOpening}
            </ButtonLink>
          </div>
        )}
      </Card>
    </>
  );
}

/** The names of those who may open the bids. */
function committeeOf(tender: Tender): string {
  return tender.openingOfficers.map(({ person }) => person.name).join(", ");
}

/** With two envelopes: that the prices are still closed, and how they come to be opened. */
function PricesSealed(props: PhaseProps) {
  const { tender } = props;
  const texts = useText(tendersText);
  const text = texts.panel;
  if (tender.pricesOpenedAt) return null;
  const locked = tender.scoresLockedAt !== undefined;
  return (
    <Card title={locked ? text.pricesNext : text.pricesSealed} surface>
      <p className="tender-note">
        {locked ? text.pricesNextText(committeeOf(tender)) : text.pricesSealedText}
      </p>
      <div>
        <ButtonLink
          to={locked ? "/tenders/$id/opening" : "/tenders/$id/scoring"}
          params={{ id: tender.id }}
          variant="primary"
        >
          {locked ? texts.act.toOpening : texts.act.toScoring}
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Where the price alone decides: what is left to examine before an award can be proposed. */
function Unexamined(props: PhaseProps) {
  const { tender } = props;
  const texts = useText(tendersText);
  const may = useMay();
  const { data: evaluation } = useSuspenseQuery(evaluationQuery(tender.id));
  const open = evaluation.lots.some(({ unexamined }) => unexamined > 0);
  if (tender.envelopes.length > 1 || !open || !may("tender.oversee")) return null;
  return (
    <Card title={texts.panel.unexamined} surface>
      <p className="tender-note">{texts.panel.unexaminedText}</p>
      <div>
        <ButtonLink to="/tenders/$id/scoring" params={{ id: tender.id }} variant="primary">
          {texts.act.toExamination}
        </ButtonLink>
      </div>
    </Card>
  );
}

function Evaluating(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  const may = useMay();
  if (!seesAllBids(useSession())) return <Alert tone="info" title={text.waiting} />;
  return (
    <>
      <PricesSealed tender={tender} />
      <Unexamined tender={tender} />
      <Evaluation tender={tender} />
      {tender.pricesOpenedAt && may("tender.propose") && !owesTalks(tender) && <Proposal tender={tender} />}
    </>
  );
}

function Proposed(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  const session = useSession();
  if (suppliersOf(session).length > 0) return <OwnLetters tender={tender} />;
  if (!seesAllBids(session)) return <Alert tone="info" title={text.decided} />;
  return (
    <>
      <AwardPanel tender={tender} />
      <Evaluation tender={tender} />
    </>
  );
}

function Awarded(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  const session = useSession();
  const may = useMay();
  return (
    <>
      <Alert tone="success" title={text.awarded}>
        <p className="tender-frameworks__text">{tender.competition ? text.awardedOrder : text.awardedText}</p>
        <Frameworks tender={tender} />
      </Alert>
      {suppliersOf(session).length > 0 && <OwnLetters tender={tender} />}
      {seesAllBids(session) && <Evaluation tender={tender} />}
      {may("tender.oversee") && <Letters tender={tender} />}
      {may("tender.oversee") && <Reviews tender={tender} />}
    </>
  );
}

/** The framework contracts that the lots have become, for those who may see them. */
function Frameworks(props: PhaseProps) {
  const text = useText(tendersText).lot;
  const may = useMay();
  const concluded = props.tender.lots.filter(({ frameworkId }) => frameworkId);
  if (concluded.length === 0 || !may("framework.read")) return null;
  return (
    <ul className="tender-frameworks">
      {concluded.map(({ id, frameworkId = "", title }) => (
        <li key={id}>
          <TextLink to="/frameworks/$id" params={{ id: frameworkId }}>
            {text.frameworkOf(title)}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

function Cancelled(props: PhaseProps) {
  const { tender } = props;
  const text = useText(tendersText).panel;
  return (
    <Alert tone="danger" title={text.cancelled}>
      {tender.reason}
    </Alert>
  );
}
