import { expect, test } from "vitest";
import { linesOf } from "./ordered";

test("each resource names its line, and one without a line is not sent", () => {
  const resources = [{ resourceId: "units" }, { resourceId: "power" }, { resourceId: "memory" }];
  expect(linesOf(["2", "", "1"], resources)).toEqual([
    { resourceId: "units", position: 2 },
    { resourceId: "memory", position: 1 },
  ]);
  expect(linesOf([], resources)).toEqual([]);
});
