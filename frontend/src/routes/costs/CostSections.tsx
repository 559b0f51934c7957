import { useMay } from "../../api/session";
import { costsText } from "../../text/costs";
import { useText } from "../../text/text";
import { Sections, type SectionTarget } from "../Sections";

/** The pages about costs, for whom there is more than their own. */
export function CostSections() {
  const { sections } = useText(costsText);
  const may = useMay();
  const targets: SectionTarget[] = [
    { to: "/costs", label: sections.pools },
    ...(may("allocation.draft") || may("allocation.post")
      ? [{ to: "/costs/month", label: sections.month } as const]
      : []),
    { to: "/costs/flow", label: sections.flow },
    { to: "/costs/reimbursement", label: sections.reimbursement },
  ];
  return <Sections label={sections.label} targets={targets} />;
}
