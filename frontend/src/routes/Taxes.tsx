import type { CallOffQuote } from "../api/call-offs";
import { taxesText } from "../text/taxes";
import { useText } from "../text/text";
import { useFormat } from "../ui/words";
import "./Taxes.css";

/** What VAT makes of a total: by rate, and with VAT; where a rate is not known, that it is not. */
export function Taxes(props: { tax: CallOffQuote["tax"] }) {
  const { rates, gross, open, openLines = 0 } = props.tax;
  const text = useText(taxesText);
  const format = useFormat();
  return (
    <>
      {rates.length > 0 && (
        <dl className="taxes">
          {rates.map(({ category, rate, net, vat }) => (
            <div key={`${category} ${rate}`}>
              <dt>
                {category === "S"
                  ? text.taxed(format.quantity(rate, "%"), format.money(net))
                  : text.untaxed[category](format.money(net))}
              </dt>
              <dd className="ui-figures">{format.money(vat)}</dd>
            </div>
          ))}
          {gross !== undefined && (
            <div className="taxes__gross">
              <dt>{text.gross}</dt>
              <dd className="ui-figures">{format.money(gross)}</dd>
            </div>
          )}
        </dl>
      )}
      {open !== undefined && <p className="ui-muted">{text.open(openLines, format.money(open))}</p>}
    </>
  );
}

/** The rate of one line in short: "19 %", "steuerfrei", or that it is not known. */
export function useTaxInShort(): (tax: CallOffQuote["lines"][number]["tax"]) => string {
  const text = useText(taxesText);
  const format = useFormat();
  return (tax) => {
    if (!tax) return text.unknown;
    return tax.category === "S" ? format.quantity(tax.rate, "%") : text.short[tax.category];
  };
}
