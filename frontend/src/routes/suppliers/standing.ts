import type { SupplierStanding } from "../../api/suppliers";

/** All standings, in the order in which they are offered. */
export const standings: readonly SupplierStanding[] = ["verified", "unverified", "refused", "banned"];
