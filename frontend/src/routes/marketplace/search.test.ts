import { expect, test } from "vitest";
import { catalogueSearch, marketSearch, narrowness, orderSearch } from "./search";

test("an address is read as it was written, quantities as text", () => {
  const search = { q: "Notebook", category: "hardware", quantity: 25, memberId: "m" };
  expect(marketSearch(search)).toEqual({
    q: "Notebook",
    category: ["hardware"],
    quantity: "25",
    memberId: "m",
  });
});

test.each([[{ quantity: "-1" }], [{ quantity: "viele" }], [{ quantity: "1.2345" }], [{ quantity: 1e21 }]])(
  "%o is no quantity",
  (search) => {
    expect(marketSearch(search)).toEqual({});
  },
);

test("an unknown kind and an empty search are left out", () => {
  expect(marketSearch({ q: "", category: "boats" })).toEqual({});
});

test("any number of values may narrow the search", () => {
  const search = marketSearch({ manufacturer: ["HP", "Dell"], delivery: 5, label: [], order: "price" });
  expect(search).toEqual({ manufacturer: ["HP", "Dell"], delivery: ["5"], order: "price" });
  expect(narrowness(search)).toBe(3);
});

test("a number that is looked for stays what was typed", () => {
  expect(marketSearch({ q: 4070 })).toEqual({ q: "4070" });
});

test("an order begins with an item and a quantity", () => {
  expect(orderSearch({ item: "i", quantity: "2.5", other: 1 })).toEqual({ item: "i", quantity: "2.5" });
});

test("the price of one is asked for as long as no quantity is said", () => {
  expect(catalogueSearch({ q: "Monitor" }, "m")).toEqual({
    q: "Monitor",
    quantity: "1",
    memberId: "m",
  });
});
