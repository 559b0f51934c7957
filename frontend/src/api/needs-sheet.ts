import type { Act } from "./act";
import { body, client } from "./client";
import type { components } from "./schema.gen";
import { asItIs } from "./uploads";

/** What a filled workbook of needs says, or what is wrong with it. */
export type SheetCheck = components["schemas"]["RoundSheetCheck"];

/** A fault of a workbook, at its cell. */
export type SheetFault = components["schemas"]["RoundSheetFault"];

/** Whose needs in which round. */
interface Whose {
  roundId: string;
  memberId: string;
}

// The contract says binary text; the client is told to read a blob.
const blob = async (answer: Promise<{ data?: unknown }>) => (await body(answer)) as Blob;

/** The workbook of a round's items in which a member fills in its needs. */
export const downloadNeedsSheet: Act<Whose, Blob> = {
  run: ({ roundId, memberId }) =>
    blob(
      client.GET("/rounds/{id}/needs/{memberId}/sheet.xlsx", {
        params: { path: { id: roundId, memberId } },
        parseAs: "blob",
      }),
    ),
  changes: [],
};

/** The workbook of what all members need. */
export const downloadNeedsGrid: Act<string, Blob> = {
  run: (id) => blob(client.GET("/rounds/{id}/needs.xlsx", { params: { path: { id } }, parseAs: "blob" })),
  changes: [],
};

/** Reads a filled workbook; nothing is stated by it. */
export const checkNeedsSheet: Act<Whose & { file: Blob }, SheetCheck> = {
  run: ({ roundId, memberId, file }) =>
    body(
      client.POST("/rounds/{id}/needs/{memberId}/sheet/check", {
        params: { path: { id: roundId, memberId } },
        ...asItIs(file),
      }),
    ),
  changes: [],
};
