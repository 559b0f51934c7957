import { describe, expect, test } from "vitest";
import { servicesSent } from "./orderServices";

const said = { from: "2026-12-01", to: "2026-12-31", description: "Einführung", hoursPerDay: "7,75" };
const unsaid = { from: "", to: "", description: " ", hoursPerDay: "8" };

describe("what an order says of its services", () => {
  test("is nothing while nobody has said it", () => expect(servicesSent(unsaid, ["HUR", "DAY"])).toEqual({}));
  test("is nothing where a line is no service by time", () =>
    expect(servicesSent(said, ["HUR", "H87"])).toEqual({}));
  test("has the hours of a day only where a rate is by the day", () => {
    const { hoursPerDay: _, ...terms } = said;
    expect(servicesSent(said, ["HUR"])).toEqual({ services: terms });
    expect(servicesSent(said, ["HUR", "DAY"])).toEqual({ services: { ...terms, hoursPerDay: "7.75" } });
  });
});
