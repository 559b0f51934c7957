import { expect, test } from "vitest";
import type { CatalogueItem } from "../../api/catalogue";
import { obstacleOf } from "./blocked";

const item: CatalogueItem = {
  itemId: "i",
  frameworkId: "f",
  frameworkNumber: "RV-2026-0001",
  frameworkTitle: "Notebooks",
  name: "Notebook",
  category: "hardware",
  unit: "H87",
  supplier: "S",
  price: "100.00",
  quantity: "10",
  total: "1000.00",
  remainingQuantity: "10",
  maximumQuantity: "100",
  remainingValue: "1000.00",
  maximumValue: "10000.00",
  remainingQuota: "1000.00",
  quota: "5000.00",
  inForceTo: "2029-12-31",
  orderable: false,
  favourite: false,
};

test("what the server calls orderable has no obstacle", () => {
  expect(obstacleOf({ ...item, orderable: true })).toBeUndefined();
});

test.each<[string, Partial<CatalogueItem>, ReturnType<typeof obstacleOf>]>([
  ["a piece too many", { remainingQuantity: "9" }, { what: "quantity", remaining: "9" }],
  ["a cent over the quota", { remainingQuota: "999.99" }, { what: "quota", remaining: "999.99" }],
  ["a cent over the maximum", { remainingValue: "999.99" }, { what: "value", remaining: "999.99" }],
  [
    "over quota and maximum",
    { remainingQuota: "1.00", remainingValue: "2.00" },
    { what: "quota", remaining: "1.00" },
  ],
  ["no quantity", { quantity: "0", total: "0.00" }, { what: "nothing" }],
  ["what the page cannot tell", {}, { what: "other" }],
])("%s is named", (_, change, obstacle) => {
  expect(obstacleOf({ ...item, ...change })).toEqual(obstacle);
});
