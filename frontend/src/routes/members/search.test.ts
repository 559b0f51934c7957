import { expect, test } from "vitest";
import { directorySearch, membersSearch } from "./search";

test("an address is read as it was written", () => {
  expect(membersSearch({ q: "Celle", kind: "district" })).toEqual({ q: "Celle", kind: "district" });
  expect(directorySearch({ q: "Celle", state: "03" })).toEqual({ q: "Celle", state: "03" });
});

test("a state that the router took for a number is still one", () => {
  expect(directorySearch({ state: 10 })).toEqual({ state: "10" });
});

test("a key that the router took for a number is looked for", () => {
  expect(directorySearch({ q: 33510 })).toEqual({ q: "33510" });
});

test("what is not understood is left out", () => {
  expect(membersSearch({ q: "  ", kind: "planet", other: 1 })).toEqual({});
  expect(directorySearch({ q: {}, state: "17" })).toEqual({});
});
