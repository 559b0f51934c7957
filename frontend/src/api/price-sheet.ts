import type { Act } from "./act";
import { body, client } from "./client";

/** The workbook of a tender's items into which bidders write their prices. */
export const downloadPriceSheet: Act<string, Blob> = {
  run: async (id) =>
    // The contract says binary text; the client is told to read a blob.
    (await body(
      client.GET("/tenders/{id}/price-sheet.xlsx", { params: { path: { id } }, parseAs: "blob" }) as Promise<{
        data?: unknown;
      }>,
    )) as Blob,
  changes: [],
};
