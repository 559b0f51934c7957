import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { DescriptionList } from "../../ui/DescriptionList";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ChoiceFacts } from "./ChoiceFacts";

/** What the notice states besides the lots. */
export function Terms(props: { tender: Tender }) {
  const { tender } = props;
  const { competition } = tender;
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
          [text.estimatedValue, tender.estimatedValue && <Valuation key="value" tender={tender} />],
          [text.maximumValue, tender.maximumValue && format.money(tender.maximumValue)],
          [text.term, tender.termMonths > 0 && text.months(tender.termMonths)],
          [text.options, !competition && <Options key="options" tender={tender} />],
          [text.termJustification, tender.termJustification],
          [
            text.quotaMode,
            !competition && (
              <>
                {text.quotaModes[tender.quotaMode]}
                {tender.flowBackMonths && (
                  <p className="tender-note">{text.flowsBack(text.months(tender.flowBackMonths))}</p>
                )}
              </>
            ),
          ],
          [text.noLotsReason, tender.noLotsReason],
          [
            text.round,
            tender.round && may("round.read") ? (
              <TextLink key="round" to="/demand/$id" params={{ id: tender.round.id }}>
                {tender.round.name}
              </TextLink>
            ) : undefined,
          ],
          [
            text.framework,
            competition && (
              <TextLink key="framework" to="/frameworks/$id" params={{ id: competition.framework.id }}>
                {competition.framework.name}
              </TextLink>
            ),
          ],
          [text.orderedFor, competition?.member.name],
          [text.invited, competition?.invited.map(({ supplier }) => supplier.name).join(", ")],
          [
            text.callOff,
            competition?.callOffId && (
              <TextLink key="call-off" to="/call-offs/$id" params={{ id: competition.callOffId }}>
                {text.toCallOff}
              </TextLink>
            ),
          ],
        ]}
      />
      <ChoiceFacts tender={tender} />
      <p className="tender-note">{text.withoutVat}</p>
    </>
  );
}

/** The estimated value, and what each lot counts for in it. */
function Valuation(props: { tender: Tender }) {
  const { estimatedValue = "", valuation = [], competition } = props.tender;
  const text = useText(tendersText).terms;
  const format = useFormat();
  return (
    <>
      {format.money(estimatedValue)}
      {valuation.length > 0 && !competition && (
        <>
          <ul className="tender-valuation">
            {valuation.map(({ lotId, title, counts, estimate, maximum }) => (
              <li key={lotId}>
                {text.valuation(title, format.money(counts), format.money(estimate), format.money(maximum))}
              </li>
            ))}
          </ul>
          <p className="tender-note">{text.valuationNote}</p>
        </>
      )}
    </>
  );
}

/** By how many months each right to extend the contract makes it longer, and how long it runs with all. */
function Options(props: { tender: Tender }) {
  const { termMonths, optionMonths = [] } = props.tender;
  const text = useText(tendersText).terms;
  if (optionMonths.length === 0) return text.noOptions;
  const longest = optionMonths.reduce((sum, months) => sum + months, termMonths);
  return (
    <>
      {optionMonths.map((months, index) => text.option(index + 1, text.months(months))).join(", ")}
      <p className="tender-note">{text.longest(text.months(longest))}</p>
    </>
  );
}
