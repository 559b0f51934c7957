import { expect, test } from "vitest";
import { computation } from "./formula";

test("quota, cent, and what comes on top of them", () => {
  expect(
    computation("100 × 3 / 7 = 42 rest 6; 42 + 1 = 43; × -1 = -43; -43 - 5 = -48", { extra: true }),
  ).toEqual({
    first: ["100 × 3 / 7 = 42 rest 6"],
    cent: "42 + 1 = 43",
    after: ["× -1 = -43", "-43 - 5 = -48"],
  });
});

test("without a cent nothing is taken for one", () => {
  expect(computation("100 × 3 / 7 = 42 rest 6; 42 + 1 = 43", { extra: false })).toEqual({
    first: ["100 × 3 / 7 = 42 rest 6"],
    after: ["42 + 1 = 43"],
  });
});

test("a held share is its bound, compared with what the key would give", () => {
  expect(computation("1200 × 5 = 6000 ≥ 4000; 4000; 4000 + 7 = 4007", { extra: false, held: "cap" })).toEqual(
    {
      first: ["1200 × 5 = 6000 ≥ 4000", "4000"],
      after: ["4000 + 7 = 4007"],
    },
  );
  expect(computation("4000; × -1 = -4000", { extra: false, held: "floor" })).toEqual({
    first: ["4000"],
    after: ["× -1 = -4000"],
  });
});

test("the running quota less what was carried", () => {
  expect(
    computation("100000/3 = 33333 rest 1; 33333 + 1 = 33334; 33334 - 30000 = 3334", { extra: true }).after,
  ).toEqual(["33334 - 30000 = 3334"]);
});

test("who shares no more has no computation", () => {
  expect(computation("", { extra: false })).toEqual({ first: [], after: [] });
});
