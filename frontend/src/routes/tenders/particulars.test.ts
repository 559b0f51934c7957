import { expect, test } from "vitest";
import type { TenderNotices } from "../../api/publication";
import { entered, stated } from "./particulars";

const notices = (particulars: Partial<TenderNotices["particulars"]> = {}): TenderNotices => ({
  particulars: {
    description: "",
    nature: "",
    placeNuts: "",
    documents: "",
    submission: "",
    buyerGroups: "",
    opening: "",
    planned: "",
    lots: [],
    winners: [],
    buyers: [],
    version: 3,
    ...particulars,
  },
  notices: [],
  winners: [{ id: "W", name: "Weserbyte" }],
  members: [{ id: "M", name: "Zweckverband" }],
});
const lots = [{ position: 1 }, { position: 2 }];
const plain = (of: TenderNotices) => ({ ...entered(of, lots), nature: "" as const });

test("every lot, winner and buyer has fields, and nothing is stated of whom nothing is entered", () => {
  const values = plain(notices());
  expect(values.lots.map(({ position, small }) => [position, small])).toEqual([
    [1, ""],
    [2, ""],
  ]);
  expect([values.winners[0]?.supplierId, values.buyers[0]?.memberId]).toEqual(["W", "M"]);
  expect(stated(values)).toMatchObject({ lots: [], winners: [], buyers: [] });
  expect(stated(values)).not.toHaveProperty("version");
});

test("what is entered is stated, and what was given stands in its fields", () => {
  const values = plain(notices());
  Object.assign(values.winners[0] ?? {}, { owners: "DEU" });
  Object.assign(values.lots[1] ?? {}, { small: "3", large: "1" });
  const sent = stated(values);
  expect(sent.winners).toEqual([expect.objectContaining({ supplierId: "W", owners: "DEU", city: "" })]);
  expect(sent.lots).toEqual([
    { position: 2, description: "", noWinner: "", small: 3, large: 1, otherEea: 0, overseas: 0 },
  ]);
  expect(plain(notices(sent))).toEqual(values);
});

test("what was given of somebody who is no winner any more is kept", () => {
  const other = { ...entered(notices(), lots).winners[0], supplierId: "X", owners: "AUT" };
  const before = notices({ winners: [other as TenderNotices["particulars"]["winners"][number]] });
  expect(stated(plain(before)).winners.map(({ supplierId }) => supplierId)).toEqual(["X"]);
});
