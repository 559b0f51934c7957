import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { concludeOpening, type Opening, openingQuery } from "../../api/opening";
import { useMay } from "../../api/session";
import { type Tender, tenderQuery } from "../../api/tenders";
import { openingText } from "../../text/opening";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { notify } from "../../ui/notify";
import { PageHeader } from "../../ui/PageHeader";
import { Stepper } from "../../ui/Stepper";
import { useFormat } from "../../ui/words";
import { ConfirmDialog } from "../ConfirmDialog";
import { ButtonLink, TextLink } from "../links";
import { Ceremony } from "./Ceremony";
import { openingSteps, partOf, stepOfOpening } from "./ceremonies";
import { OpeningRecord } from "./OpeningRecord";
import { openingRoute } from "./routes";
import { WhoOpens } from "./WhoOpens";
import "./Opening.css";

/** The opening of a tender's bids by two officers, and then its record. */
export function OpeningPage() {
  const text = useText(openingText);
  const titles = useText(tendersText);
  const { id } = openingRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const { data: opening } = useSuspenseQuery(openingQuery(id));
  const done = opening.phase === "done";
  return (
    <div className="ui-page opening-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/tenders">{titles.title}</TextLink>
            <TextLink to="/tenders/$id" params={{ id }}>
              {tender.number}
            </TextLink>
          </Breadcrumb>
        }
        title={done ? text.recordTitle : text.title[partOf(tender, opening.kind)]}
        lead={`${tender.number} · ${tender.title}`}
        actions={opening.records.length > 0 && <RecordActions id={id} />}
      />
      {!done && (
        <>
          <Stepper
            label={text.steps}
            steps={openingSteps(tender).map((key) => ({ key, label: text.step[key] }))}
            current={stepOfOpening(tender, opening)}
          />
          <Phase opening={opening} tender={tender} />
        </>
      )}
      {opening.records.toReversed().map((record) => (
        <OpeningRecord key={record.hash} record={record} tender={tender} />
      ))}
    </div>
  );
}

function RecordActions(props: { id: string }) {
  const { id } = props;
  const text = useText(openingText).record;
  const may = useMay();
  return (
    <>
      <Button onClick={() => window.print()}>{text.print}</Button>
      {may("tender.evaluate") && (
        <ButtonLink to="/tenders/$id" params={{ id }} variant="primary">
          {text.toEvaluation}
        </ButtonLink>
      )}
    </>
  );
}

function Phase(props: { opening: Opening; tender: Tender }) {
  const { opening, tender } = props;
  const text = useText(openingText);
  const format = useFormat();
  const [now] = useState(Date.now);
  switch (opening.phase) {
    case "before-deadline":
      return (
        <>
          <Alert tone="info" title={text.before}>
            {text.beforeText(format.instant(opening.deadline), format.distance(opening.deadline, now))}
          </Alert>
          <WhoOpens opening={opening} />
        </>
      );
    case "scores-not-locked":
      return (
        <>
          <Alert tone="info" title={text.scores}>
            <p>{text.scoresText}</p>
            <div>
              <ButtonLink to="/tenders/$id" params={{ id: tender.id }} small>
                {text.toScores}
              </ButtonLink>
            </div>
          </Alert>
          <WhoOpens opening={opening} />
        </>
      );
    default:
      return (
        <>
          <Turn opening={opening} tender={tender} />
          <WhoOpens opening={opening} />
        </>
      );
  }
}

/** The ceremony for an officer who has not released; all others see for whom they wait. */
function Turn(props: { opening: Opening; tender: Tender }) {
  const { opening, tender } = props;
  const text = useText(openingText).wait;
  const me = opening.officers.find((officer) => officer.me);
  if (opening.phase === "too-few")
    return (
      <Alert tone="danger" title={text.tooFew}>
        {text.tooFewText(opening.officers.map(({ person }) => person.name).join(", "))}
      </Alert>
    );
  if (opening.phase === "conclude") return <Conclude opening={opening} mine={me?.holding ?? false} />;
  if (me?.holding && !me.releasedAt)
    // The prices begin anew, also when one person should see both envelopes.
    return <Ceremony key={opening.kind} opening={opening} tender={tender} officer={me} />;
  const missing = opening.officers
    .filter(({ releasedAt, holding }) => holding && !releasedAt)
    .map(({ person }) => person.name)
    .join(", ");
  const mine = me?.releasedAt !== undefined;
  if (opening.phase === "first")
    return (
      <Alert tone="info" title={text.first}>
        {text.firstText(missing)}
      </Alert>
    );
  if (opening.phase === "second")
    return (
      <Alert tone="info" title={mine ? text.secondMine : text.second}>
        {text.secondText(missing)}
      </Alert>
    );
  return (
    <Alert tone="warning" title={mine ? text.moreMine : text.more}>
      {text.moreText(missing)}
    </Alert>
  );
}

/** No release is awaited any more: an officer opens what can be opened. */
function Conclude(props: { opening: Opening; mine: boolean }) {
  const { opening, mine } = props;
  const texts = useText(openingText);
  const text = texts.wait;
  const conclude = useAct(concludeOpening);
  const [asking, setAsking] = useState(false);
  return (
    <Alert tone="warning" title={text.conclude}>
      <p className="kern-body">{text.concludeText}</p>
      {mine && <Button onClick={() => setAsking(true)}>{text.concludeAct}</Button>}
      <ConfirmDialog
        open={asking}
        title={text.concludeTitle}
        act={text.concludeAct}
        onClose={() => setAsking(false)}
        onAct={async () => {
          await conclude.mutateAsync(opening.tenderId);
          notify("success", texts.turn.opened);
        }}
      >
        <p className="kern-body">{text.concludeWarning}</p>
      </ConfirmDialog>
    </Alert>
  );
}
