import { type Round, type RoundItem, takesNeeds } from "../../api/rounds";
import type { Language } from "../../lib/locale";
import type { demandText } from "../../text/demand";
import { unitName } from "../../text/units";
import type { Column } from "../../ui/Table";
import type { useFormat } from "../../ui/words";
import { WhatIfButton } from "./WhatIf";

/** What a member would pay less with the next price step, by item. */
export function savings(round: Round, memberId: string): ReadonlyMap<string, string> {
  return new Map(
    round.needs
      .filter((need) => need.memberId === memberId && need.saves !== undefined)
      .map(({ itemId, saves }) => [itemId, saves ?? ""]),
  );
}

/** What the totals lead to: how much is missing, and the next price step. A round without packs and steps has neither. */
export function outlookColumns(
  round: Round,
  text: (typeof demandText)["de"],
  language: Language,
  format: ReturnType<typeof useFormat>,
  saves?: ReadonlyMap<string, string>,
): Column<RoundItem>[] {
  const quantity = (item: RoundItem, value: string) =>
    format.quantity(value, unitName(item.unit, value, language));
  const columns: Column<RoundItem>[] = [];
  if (round.items.some(({ pack, minimum }) => pack || minimum))
    columns.push({
      key: "missing",
      header: text.outlook.missing,
      numeric: true,
      cell: (item) =>
        item.pack || item.minimum ? (
          <span className="demand-quantities">
            <span className={item.missing === "0" ? undefined : "demand-missing-units"}>
              {item.missing === "0" ? text.outlook.complete : quantity(item, item.missing)}
            </span>
            <span className="demand-tolerance demand-ordered">
              {text.outlook.ordered(quantity(item, item.ordered))}
            </span>
          </span>
        ) : (
          "–"
        ),
    });
  if (round.items.some(({ tiers }) => tiers))
    columns.push({
      key: "next",
      header: text.outlook.next,
      cell: (item) => <NextStep {...{ round, item, text, format, quantity }} saves={saves?.get(item.id)} />,
    });
  return columns;
}

function NextStep(props: {
  round: Round;
  item: RoundItem;
  text: (typeof demandText)["de"];
  format: ReturnType<typeof useFormat>;
  quantity: (item: RoundItem, value: string) => string;
  saves: string | undefined;
}) {
  const { round, item, format, quantity, saves } = props;
  const text = props.text.outlook;
  if (!item.tiers) return "–";
  const ask = takesNeeds(round) && <WhatIfButton round={round} item={item} />;
  if (!item.next)
    return (
      <span className="demand-item">
        {text.reached}
        {ask}
      </span>
    );
  const { missing, price, lowers } = item.next;
  const cheaper = Number(lowers) > 0;
  return (
    <span className="demand-item">
      <span>{text.step(quantity(item, missing), format.price(price))}</span>
      {cheaper && <span className="demand-aside">{text.lowers(format.money(lowers))}</span>}
      {item.tiers.mode === "marginal" && <span className="demand-aside">{text.marginal}</span>}
      {saves && Number(saves) > 0 && <span className="demand-aside">{text.saves(format.money(saves))}</span>}
      {ask}
    </span>
  );
}
