import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";

/** What the notice states besides the lots. */
export function Terms(props: { tender: Tender }) {
  const { tender } = props;
  const texts = useText(tendersText);
  const text = texts.terms;
  const format = useFormat();
  const may = useMay();
  return (
    <>
      <DescriptionList
        facts={[
          [text.procedure, texts.procedures[tender.procedure]],
          [
            text.threshold,
            tender.threshold &&
              [format.money(tender.threshold), tender.thresholdSource].filter(Boolean).join(" · "),
          ],
          [text.estimatedValue, tender.estimatedValue && format.money(tender.estimatedValue)],
          [text.maximumValue, tender.maximumValue && format.money(tender.maximumValue)],
          [text.term, text.months(tender.termMonths)],
          [text.termJustification, tender.termJustification],
          [text.quotaMode, text.quotaModes[tender.quotaMode]],
          [text.noLotsReason, tender.noLotsReason],
          [
            text.round,
            may("round.read") ? (
              <TextLink key="round" to="/demand/$id" params={{ id: tender.round.id }}>
                {tender.round.name}
              </TextLink>
            ) : undefined,
          ],
        ]}
      />
      <p className="tender-note">{text.withoutVat}</p>
    </>
  );
}
