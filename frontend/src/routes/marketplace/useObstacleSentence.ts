import { marketplaceText } from "../../text/marketplace";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { useFormat } from "../../ui/words";
import type { Obstacle } from "./blocked";

/** Says in a sentence what stands against a quantity of a unit. */
export function useObstacleSentence(): (obstacle: Obstacle, unit: string) => string {
  const text = useText(marketplaceText).blocked;
  const language = useLanguage();
  const format = useFormat();
  return (obstacle, unit) => {
    switch (obstacle.what) {
      case "quantity":
        return text.quantity(
          format.quantity(obstacle.remaining, unitName(unit, obstacle.remaining, language)),
        );
      case "value":
      case "quota":
        return text[obstacle.what](format.money(obstacle.remaining));
      case "nothing":
      case "other":
        return text[obstacle.what];
    }
  };
}
