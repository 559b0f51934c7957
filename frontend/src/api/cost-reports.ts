import { queryOptions } from "@tanstack/react-query";
import type { Period } from "./accounts";
import { body, client } from "./client";
import { costReportsKey } from "./cost-pools";
import type { components } from "./schema.gen";

/** How posted costs flow from pools through keys and grants to members. */
export type CostFlow = components["schemas"]["CostFlow"];

/** The proof of exact reimbursement. */
export type Reimbursement = components["schemas"]["Reimbursement"];

/** A period, of one pool or of all. */
export interface CostReport extends Period {
  poolId?: string | undefined;
}

/** How posted costs flow. */
export function costFlowQuery(report: CostReport) {
  return queryOptions({
    queryKey: [...costReportsKey, "flow", report],
    queryFn: () => body(client.GET("/cost-flow", { params: { query: report } })),
  });
}

/** Charges less costs for each pool; of one pool for each member too. */
export function reimbursementQuery(report: CostReport) {
  return queryOptions({
    queryKey: [...costReportsKey, "reimbursement", report],
    queryFn: () => body(client.GET("/reimbursement", { params: { query: report } })),
  });
}
