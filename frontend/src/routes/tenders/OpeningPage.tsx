import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Opening, openingQuery } from "../../api/opening";
import { useMay } from "../../api/session";
import { type Tender, tenderQuery } from "../../api/tenders";
import { openingText } from "../../text/opening";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/Icon";
import { PageHeader } from "../../ui/PageHeader";
import { Stepper } from "../../ui/Stepper";
import { useFormat } from "../../ui/words";
import { ButtonLink, TextLink } from "../links";
import { Ceremony } from "./Ceremony";
import { OpeningRecord } from "./OpeningRecord";
import { openingRoute } from "./routes";
import "./Opening.css";

/** The opening of a tender's bids by two officers, and then its record. */
export function OpeningPage() {
  const text = useText(openingText);
  const titles = useText(tendersText);
  const { id } = openingRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const { data: opening } = useSuspenseQuery(openingQuery(id));
  const done = opening.record !== undefined;
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
        title={done ? text.recordTitle : text.title}
        lead={`${tender.number} · ${tender.title}`}
        actions={done && <RecordActions id={id} />}
      />
      {!done && (
        <Stepper
          label={text.steps}
          steps={(["before-deadline", "outer", "inner", "done"] as const).map((key) => ({
            key,
            label: text.step[key],
          }))}
          current={opening.phase}
        />
      )}
      <Phase opening={opening} tender={tender} />
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
  if (opening.record) return <OpeningRecord record={opening.record} tender={tender} />;
  return (
    <>
      <Who opening={opening} />
      {opening.phase === "before-deadline" ? (
        <Alert tone="info" title={text.before}>
          {text.beforeText(format.instant(opening.deadline), format.distance(opening.deadline, now))}
        </Alert>
      ) : (
        <Turn opening={opening} />
      )}
    </>
  );
}

/** Whose step it is, in the order of the two. */
const positionOf: Partial<Record<Opening["phase"], number>> = { outer: 1, inner: 2 };

/** The two officers and how far each is. */
function Who(props: { opening: Opening }) {
  const { opening } = props;
  const text = useText(openingText).who;
  const format = useFormat();
  return (
    <ol className="opening-who">
      {opening.officers.map(({ person, position, me, releasedAt }) => {
        const now = positionOf[opening.phase] === position;
        return (
          <li
            key={person.id}
            className={classes(
              "opening-who__officer",
              now && "opening-who__officer--now",
              Boolean(releasedAt) && "opening-who__officer--done",
            )}
          >
            <span className="opening-who__mark" aria-hidden="true">
              {releasedAt ? <Icon name="check" size="small" /> : position}
            </span>
            <span>
              <strong>{position === 1 ? text.outer(person.name) : text.inner(person.name)}</strong>
              {me && ` (${text.me})`}
              <br />
              <span className="opening-who__state">
                {releasedAt ? text.released(format.instant(releasedAt)) : now ? text.now : text.waits}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The ceremony for the officer whose turn it is; the others see for whom they wait. */
function Turn(props: { opening: Opening }) {
  const { opening } = props;
  const text = useText(openingText);
  const officer = opening.officers.find(({ position }) => position === positionOf[opening.phase]);
  if (!officer) return null;
  if (officer.me)
    // The second step begins anew, also when one person should see both.
    return <Ceremony key={opening.phase} opening={opening} officer={officer} />;
  const { name } = officer.person;
  return (
    <Alert tone="info" title={text.waitTitle(name)}>
      {opening.phase === "outer" ? text.waitOuter(name) : text.waitInner(name)}
    </Alert>
  );
}
