import { expect, test } from "vitest";
import { certificateStanding, levelOn, levelStanding } from "./standing";

const today = "2026-11-23";

test("a certificate expires soon within ninety days, and the server says when it has", () => {
  const standing = (validTo: string, expired = false) =>
    certificateStanding({ name: "ISO/IEC 27001", validTo, expired }, today);
  expect(standing("2027-02-22")).toBe("valid");
  expect(standing("2027-02-21")).toBe("soon");
  expect(standing(today)).toBe("soon");
  expect(standing("2026-11-22", true)).toBe("expired");
});

test("of the levels one holds, those before are over and those after are planned", () => {
  const levels = ["2026-01-01", "2026-11-23", "2027-05-01"].map((from) => ({
    from,
    amount: "1",
    reserve: "0",
    overcommit: "1",
    usable: "1",
  }));
  expect(levels.map((_, index) => levelStanding(levels, index, today))).toEqual(["past", "now", "planned"]);
  expect(levelStanding(levels, 1, "2026-11-22")).toBe("planned");
  expect(levelOn(levels, "2027-04-30")?.from).toBe("2026-11-23");
  expect(levelOn(levels, "2025-01-01")?.from).toBe("2026-01-01");
});
