import type { ItemPrices } from "../../api/prices";
import type { TimeLine } from "../../ui/timeOption";

/** The price of an item in steps: from the first day of the contract, over its versions, to the day the picture ends. */
export function priceLine(
  item: Pick<ItemPrices, "original" | "versions">,
  span: { from: string; to: string },
  name: string,
): TimeLine {
  const points = new Map([[span.from, item.original.price]]);
  for (const { validFrom, price } of item.versions) points.set(validFrom, price);
  const last = [...points].at(-1);
  if (last && last[0] < span.to) points.set(span.to, last[1]);
  return { name, tone: "main", step: true, points: [...points] };
}
