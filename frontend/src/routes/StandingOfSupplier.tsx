import type { SupplierStanding } from "../api/suppliers";
import { suppliersText } from "../text/suppliers";
import { useText } from "../text/text";
import { Badge } from "../ui/Badge";

const tones = { verified: "success", unverified: "neutral", refused: "warning", banned: "danger" } as const;

/** Whether a supplier may bid, in a word. */
export function StandingOfSupplier(props: { standing: SupplierStanding }) {
  const text = useText(suppliersText);
  return <Badge tone={tones[props.standing]}>{text.standings[props.standing]}</Badge>;
}
