import type { Drill } from "../../api/drill";
import type { Tender } from "../../api/tenders";
import { committeeText } from "../../text/committee";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { Fingerprint } from "../../ui/Fingerprint";
import { useFormat } from "../../ui/words";
import { CommitteeChange } from "./CommitteeChange";
import { useDrill } from "./useDrill";

/** Those who open the bids, with what their keys are recognised by and whether they work. */
export function Committee(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(committeeText);
  const format = useFormat();
  const drill = useDrill(tender);
  return (
    <Card title={text.title} aside={drill && <DrillBadge drill={drill} />}>
      <p className="tender-note">{text.text(tender.openingOfficers.length)}</p>
      <ol className="tender-officers">
        {tender.openingOfficers.map((officer) => (
          <li key={officer.person.id}>
            <strong>{officer.person.name}</strong>
            <Key of={officer} drill={drill} />
          </li>
        ))}
      </ol>
      <CommitteeChange tender={tender} />
      {tender.committeeHash && (
        <div className="tender-hash">
          <span className="tender-aside">{text.hash}</span>
          <Fingerprint label={text.hash} value={tender.committeeHash} />
        </div>
      )}
      {tender.committeeChanges.map(({ formerHash, at }) => (
        <div key={formerHash} className="tender-hash">
          <span className="tender-aside">{text.former(format.instant(at))}</span>
          <Fingerprint label={text.former(format.instant(at))} value={formerHash} />
        </div>
      ))}
    </Card>
  );
}

function Key(props: { of: Tender["openingOfficers"][number]; drill: Drill | undefined }) {
  const { person, fingerprint, confirmedBy } = props.of;
  const text = useText(committeeText);
  const format = useFormat();
  const drilled = props.drill?.officers.find((each) => each.person.id === person.id);
  if (!fingerprint) return <div className="tender-aside">{text.none}</div>;
  return (
    <div className="tender-aside">
      {confirmedBy ? text.confirmed(confirmedBy.name) : text.unconfirmed}
      {drilled && ` · ${drilled.provenAt ? text.proven(format.instant(drilled.provenAt)) : text.notProven}`}
      <br />
      <Fingerprint label={`${text.fingerprint}, ${person.name}`} value={fingerprint} />
    </div>
  );
}

/** How many keys are proven; what is not enough looks like it. */
function DrillBadge(props: { drill: Drill }) {
  const { proven, needed, alarm } = props.drill;
  const text = useText(committeeText).drill;
  const tone = alarm === "too-few" ? "danger" : proven === needed ? "success" : "warning";
  return <Badge tone={tone}>{text.state(proven, needed)}</Badge>;
}

/** The members that may call off, and the hash that stands in the notice. */
export function Entitled(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).entitled;
  const format = useFormat();
  const { entitled = [] } = tender;
  return (
    <Card title={text.title}>
      <p className="tender-note">
        {text.text(format.number(tender.entitledCount))} {tender.entitledHash ? text.frozen : text.preview}
      </p>
      {entitled.length > 0 && (
        <details className="tender-names" open={entitled.length <= 6}>
          <summary>{text.show}</summary>
          <ul>
            {entitled.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {tender.entitledHash && (
        <div className="tender-hash">
          <span className="tender-aside">{text.hash}</span>
          <Fingerprint label={text.hash} value={tender.entitledHash} />
        </div>
      )}
    </Card>
  );
}
