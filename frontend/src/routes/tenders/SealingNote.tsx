import type { Tender } from "../../api/tenders";
import { bidsText } from "../../text/bids";
import { useText } from "../../text/text";
import { Fingerprint } from "../../ui/Fingerprint";
import { Icon } from "../../ui/Icon";
import { useFormat } from "../../ui/words";

/** What is sealed, for whom, who opens it and when, in plain words. */
export function SealingNote(props: { tender: Tender }) {
  const { tender } = props;
  const text = useText(bidsText).sealing;
  const format = useFormat();
  const persons = tender.openingOfficers.map(({ person }) => person.name).join(", ");
  return (
    <section className="sealing-note" aria-labelledby="sealing">
      <h3 id="sealing" className="kern-title kern-title--small sealing-note__title">
        <Icon name="visibility-off" />
        {text.title}
      </h3>
      <ul>
        <li>
          <strong>{text.what}</strong> {text.whom(persons)}
        </li>
        {tender.envelopes.length > 1 && <li>{text.quality}</li>}
        <li>{text.when(format.instant(tender.deadline))}</li>
        <li>{text.nobody}</li>
        <li>{text.change}</li>
      </ul>
      <details>
        <summary>{text.fingerprints}</summary>
        <dl className="sealing-note__keys">
          {tender.openingOfficers.map(({ person, fingerprint }) => (
            <div key={person.id}>
              <dt>{person.name}</dt>
              <dd>{fingerprint && <Fingerprint label={person.name} value={fingerprint} />}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
