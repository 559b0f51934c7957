import { expect, test } from "vitest";
import type { Share } from "../../../api/allocations";
import { thresholdOf, unitsLeftFor } from "./threshold";

const share = (group: string | undefined, remainder: string, extra: boolean) =>
  ({ group, remainder, extra }) as Share; // all that counts here
const groups = [
  { name: "Nord", weight: "1", share: "1.00", weightSum: "10", unitsLeft: 2 },
  { name: "Süd", weight: "1", share: "1.00", weightSum: "10", unitsLeft: 0 },
];

test("without groups the whole split has one threshold", () => {
  expect(thresholdOf({ groups: [], shares: [], thresholdRemainder: "7" }, share(undefined, "5", false))).toBe(
    "7",
  );
});

test("in a group only its own members compete", () => {
  const shares = [
    share("Nord", "90071992547409931", true),
    share("Nord", "90071992547409930", true),
    share("Nord", "1", false),
    share("Süd", "2", false),
  ];
  const allocation = { groups, shares, thresholdRemainder: "3", unitsLeft: 1 };
  expect(thresholdOf(allocation, share("Nord", "1", false))).toBe("90071992547409930");
  expect(thresholdOf(allocation, share("Süd", "2", false))).toBeUndefined();
  expect(unitsLeftFor(allocation, share("Nord", "1", false))).toBe(2);
  expect(unitsLeftFor(allocation, share("Süd", "1", false))).toBe(0);
});
