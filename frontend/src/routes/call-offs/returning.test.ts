import { expect, test } from "vitest";
import { remainingOf } from "./returning";

test("what was given back is not there any more, to the last digit", () => {
  expect(remainingOf({ quantity: "9.5" })).toBe("9.5");
  expect(remainingOf({ quantity: "9.5", returned: "0.333" })).toBe("9.167");
  expect(remainingOf({ quantity: "2", returned: "2" })).toBe("0");
});
