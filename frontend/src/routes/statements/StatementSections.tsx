import { useMay } from "../../api/session";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Sections, type SectionTarget } from "../Sections";

/** The pages about statements, for whom there is more than their own. */
export function StatementSections() {
  const { sections } = useText(statementsText);
  const may = useMay();
  const targets: SectionTarget[] = [{ to: "/statements", label: sections.statements }];
  if (may("period.close") || may("ledger.read"))
    targets.push({ to: "/statements/closings", label: sections.closings });
  if (may("billing.set")) targets.push({ to: "/statements/billing", label: sections.billing });
  return <Sections label={sections.label} targets={targets} />;
}
