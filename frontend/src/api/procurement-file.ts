import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client } from "./client";
import { tendersKey } from "./tenders";

/** What the procurement file of a tender must hold, and what of it is missing. */
export function procurementFileQuery(id: string) {
  return queryOptions({
    queryKey: [...tendersKey, "procurement-file", id],
    queryFn: () => body(client.GET("/tenders/{id}/procurement-file", { params: { path: { id } } })),
  });
}

/** The file as the tender stands now. */
export const downloadProcurementFile: Act<{ id: string }, Blob> = {
  // The contract says binary text; the client is told to read a blob.
  run: async (path) =>
    (await body(
      client.GET("/tenders/{id}/procurement-file.pdf", { params: { path }, parseAs: "blob" }),
    )) as unknown as Blob,
  changes: [],
};
