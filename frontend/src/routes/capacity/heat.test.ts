import { expect, test } from "vitest";
import { heatOf, placeOf } from "./heat";

test.each([
  [0, "empty"],
  [1, "low"],
  [49, "low"],
  [50, "half"],
  [84, "half"],
  [85, "high"],
  [99, "high"],
  [100, "full"],
  [120, "full"],
])("%d per cent are %s", (percent, heat) => expect(heatOf(percent)).toBe(heat));

test("a bar lies where its days do, both ends included, and is cut off at the frame", () => {
  const frame = { from: "2026-01-01", to: "2026-01-10" };
  expect(placeOf(frame, frame)).toEqual({ left: 0, width: 100 });
  expect(placeOf({ from: "2026-01-06", to: "2026-01-06" }, frame)).toEqual({ left: 50, width: 10 });
  expect(placeOf({ from: "2025-06-01", to: "2026-01-05" }, frame)).toEqual({ left: 0, width: 50 });
  expect(placeOf({ from: "2026-01-06", to: "2030-01-01" }, frame)).toEqual({ left: 50, width: 50 });
});
