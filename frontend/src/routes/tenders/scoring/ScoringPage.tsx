import { useSuspenseQuery } from "@tanstack/react-query";
import { type Scoring, scoringQuery } from "../../../api/scoring";
import { useMay } from "../../../api/session";
import { tenderQuery } from "../../../api/tenders";
import { scoringText } from "../../../text/scoring";
import { tendersText } from "../../../text/tenders";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { PageHeader } from "../../../ui/PageHeader";
import { Stepper } from "../../../ui/Stepper";
import { TextLink } from "../../links";
import { BidderStandings } from "../BidderStandings";
import { scoringRoute } from "../routes";
import { Comparison } from "./Comparison";
import { Declaration, LateConflict } from "./Declaration";
import { Examinations } from "./Examinations";
import { LockPanel } from "./LockPanel";
import { NewPanel } from "./NewPanel";
import { Panel } from "./Panel";
import { Sheet } from "./Sheet";
import "./Scoring.css";

const withPanel = ["no-panel", "declaring", "waiting", "scoring", "comparing", "locked"] as const;

/** Where the price alone decides. */
const withoutPanel = ["waiting", "examining", "examined"] as const;

/** What every part of the page shows a piece of. */
export interface ScoringProps {
  scoring: Scoring;
}

/** What was examined of the bids and, with criteria, the panel: who scores, one's own sheet, the comparison, the lock. */
export function ScoringPage() {
  const text = useText(scoringText);
  const titles = useText(tendersText);
  const { id } = scoringRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const { data: scoring } = useSuspenseQuery(scoringQuery(id));
  const scored = scoring.criteria.length > 0;
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/tenders">{titles.title}</TextLink>
            <TextLink to="/tenders/$id" params={{ id }}>
              {tender.number}
            </TextLink>
          </Breadcrumb>
        }
        title={scored ? text.title : text.examine.page}
        lead={text.lead(tender.number, tender.title)}
      />
      <Stepper
        label={scored ? text.steps : text.examine.steps}
        steps={(scored ? withPanel : withoutPanel).map((key) => ({ key, label: text.step[key] }))}
        current={scoring.phase}
      />
      <BidderStandings tenderId={id} />
      <Parts scoring={scoring} />
    </div>
  );
}

/** What the reader can do stands first. */
function Parts(props: ScoringProps) {
  const { scoring } = props;
  const may = useMay();
  const appoints = may("panel.appoint");
  if (scoring.criteria.length === 0)
    return (
      <>
        {scoring.phase === "examined" && <Examined scoring={scoring} />}
        <Examinations scoring={scoring} />
      </>
    );
  if (scoring.phase === "no-panel")
    return (
      <>
        <NewPanel scoring={scoring} />
        <Examinations scoring={scoring} />
      </>
    );
  return (
    <>
      <Declaration scoring={scoring} />
      {scoring.sheet && scoring.phase !== "comparing" && scoring.phase !== "locked" && (
        <Sheet scoring={scoring} sheet={scoring.sheet} />
      )}
      {appoints && <LockPanel scoring={scoring} />}
      <Comparison scoring={scoring} />
      <Panel scoring={scoring} />
      <LateConflict scoring={scoring} />
      <Examinations scoring={scoring} />
    </>
  );
}

/** Where the price alone decides, the next step is back at the tender. */
function Examined(props: ScoringProps) {
  const text = useText(scoringText).examine;
  return (
    <Alert tone="success" title={text.done}>
      <TextLink to="/tenders/$id" params={{ id: props.scoring.tenderId }}>
        {text.next}
      </TextLink>
    </Alert>
  );
}
