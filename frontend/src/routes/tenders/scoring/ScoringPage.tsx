import { useSuspenseQuery } from "@tanstack/react-query";
import { type Scoring, scoringQuery } from "../../../api/scoring";
import { useMay } from "../../../api/session";
import { tenderQuery } from "../../../api/tenders";
import { scoringText } from "../../../text/scoring";
import { tendersText } from "../../../text/tenders";
import { useText } from "../../../text/text";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { PageHeader } from "../../../ui/PageHeader";
import { Stepper } from "../../../ui/Stepper";
import { TextLink } from "../../links";
import { scoringRoute } from "../routes";
import { Comparison } from "./Comparison";
import { Declaration, LateConflict } from "./Declaration";
import { Examinations } from "./Examinations";
import { LockPanel } from "./LockPanel";
import { NewPanel } from "./NewPanel";
import { Panel } from "./Panel";
import { Sheet } from "./Sheet";
import "./Scoring.css";

const phases = ["no-panel", "declaring", "waiting", "scoring", "comparing", "locked"] as const;

/** What every part of the page shows a piece of. */
export interface ScoringProps {
  scoring: Scoring;
}

/** The panel of a tender: who scores, what was examined, one's own sheet, then the comparison and the lock. */
export function ScoringPage() {
  const text = useText(scoringText);
  const titles = useText(tendersText);
  const { id } = scoringRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const { data: scoring } = useSuspenseQuery(scoringQuery(id));
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
        title={text.title}
        lead={text.lead(tender.number, tender.title)}
      />
      <Stepper
        label={text.steps}
        steps={phases.map((key) => ({ key, label: text.step[key] }))}
        current={scoring.phase}
      />
      <Parts scoring={scoring} />
    </div>
  );
}

/** What the reader can do stands first. */
function Parts(props: ScoringProps) {
  const { scoring } = props;
  const may = useMay();
  const appoints = may("panel.appoint");
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
