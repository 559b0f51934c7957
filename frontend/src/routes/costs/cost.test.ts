import { expect, test } from "vitest";
import { type CostValues, costOf } from "./cost";

const entered: CostValues = {
  text: " Rechenzentrum März ",
  from: "2026-03-01",
  to: "2026-03-31",
  net: "1000.00",
  tax: "19",
  vatRate: "",
  vat: "",
  source: "typed",
  supplierId: "s",
  reference: "R-1",
  dated: "2026-04-02",
};

test("a typed cost has no document, even if one was entered before the choice", () => {
  expect(costOf(entered)).toEqual({
    text: "Rechenzentrum März",
    from: "2026-03-01",
    to: "2026-03-31",
    net: "1000.00",
    vatCategory: "S",
    vatRate: "19",
    source: "typed",
  });
});

test("an invoice names its supplier, number and date, and its own sum of VAT", () => {
  expect(costOf({ ...entered, source: "invoice", vat: "190.01" })).toMatchObject({
    supplierId: "s",
    reference: "R-1",
    dated: "2026-04-02",
    vat: "190.01",
  });
});

test.each(["1000.00", "-1000.00"])("a rebate of %s reduces the cost", (net) => {
  expect(costOf({ ...entered, source: "rebate", net, vat: "190.00" })).toMatchObject({
    net: "-1000.00",
    ...(net.startsWith("-") ? {} : { vat: "-190.00" }),
  });
});

test("what is not taxed has the rate nought, another rate its own", () => {
  expect(costOf({ ...entered, tax: "E", vatRate: "5" })).toMatchObject({ vatCategory: "E", vatRate: "0" });
  expect(costOf({ ...entered, tax: "S", vatRate: "5.5" })).toMatchObject({
    vatCategory: "S",
    vatRate: "5.5",
  });
});
