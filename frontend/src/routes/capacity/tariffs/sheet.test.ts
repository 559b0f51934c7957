import { expect, test } from "vitest";
import { atItsField, blankComponent, sheetOf } from "./sheet";

const tariff = { name: " 2027 ", from: "2027-01-01", smallOnly: false, vatRate: "19" };

test("a fixed component is for no resource, and only used power passes energy on", () => {
  const energy = { purchase: "0.21", pue: "1.3" };
  const sent = sheetOf({
    ...tariff,
    components: [
      { ...blankComponent, name: "Grundpreis", basis: "fixed", resource: "vcpu", energy },
      { ...blankComponent, name: "Strom", basis: "used", resource: "power", energy },
      { ...blankComponent, name: "Leistung", basis: "reserved", resource: "power", energy },
    ],
  });
  expect(sent.name).toBe("2027");
  expect(sent.components[0]).not.toHaveProperty("resource");
  expect(sent.components.map((component) => component.energy)).toEqual([undefined, energy, undefined]);
});

test("without a rate the tariff is outside VAT", () => {
  expect(sheetOf({ ...tariff, vatRate: "0", components: [] }).vatCategory).toBe("O");
});

test("what is wrong with energy or tiers is shown at a field that is there", () => {
  const at = (field: string) => atItsField({ message: "", field })?.field;
  expect(at("components.1.energy")).toBe("components.1.energy.purchase");
  expect(at("components.0.tiers")).toBe("components.0.tiers.0.price");
  expect(at("components.0.tiers.1.from")).toBe("components.0.tiers.1.from");
  expect(atItsField(undefined)).toBeUndefined();
});
