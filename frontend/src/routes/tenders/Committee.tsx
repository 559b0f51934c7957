import type { Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Card } from "../../ui/Card";
import { Fingerprint } from "../../ui/Fingerprint";
import { useFormat } from "../../ui/words";

/** The two who open the bids, with what their keys are recognised by. */
export function Officers(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(tendersText).officers;
  return (
    <Card title={text.title}>
      <p className="tender-note">{text.text}</p>
      <ol className="tender-officers">
        {tender.openingOfficers.map(({ person, position, fingerprint }) => (
          <li key={person.id}>
            <strong>{person.name}</strong> {position === 1 ? text.outer : text.inner}
            <div className="tender-aside">
              {fingerprint ? (
                <Fingerprint label={`${text.fingerprint}, ${person.name}`} value={fingerprint} />
              ) : (
                text.none
              )}
            </div>
          </li>
        ))}
      </ol>
      {tender.committeeHash && (
        <div className="tender-hash">
          <span className="tender-aside">{text.hash}</span>
          <Fingerprint label={text.hash} value={tender.committeeHash} />
        </div>
      )}
    </Card>
  );
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
