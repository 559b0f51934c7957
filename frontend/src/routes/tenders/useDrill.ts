import { useQuery } from "@tanstack/react-query";
import { type Drill, drillQuery } from "../../api/drill";
import { useSession } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { seesAllBids } from "./phases";

/** Whose keys are proven, as long as bids are taken and for those whom it concerns; the page does not wait for it. */
export function useDrill(tender: Tender): Drill | undefined {
  const concerned = seesAllBids(useSession()) && tender.status === "published";
  const { data } = useQuery({ ...drillQuery(tender.id), enabled: concerned });
  return concerned ? data : undefined;
}
