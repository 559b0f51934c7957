import type { components } from "../../../api/schema.gen";
import type { Refusal } from "../../../ui/Form";

type MakeTariff = components["schemas"]["MakeTariff"];
type Basis = components["schemas"]["TariffBasis"];

/** What the form of a component holds, as text. */
export interface ComponentValues {
  name: string;
  basis: Basis | "";
  resource: string;
  tiers: { from: string; price: string }[];
  energy: { purchase: string; pue: string };
}

/** What the form of a tariff holds. */
export interface TariffValues {
  name: string;
  from: string;
  smallOnly: boolean;
  vatRate: string;
  components: ComponentValues[];
}

/** A component as it begins: one price for all. */
export const blankComponent: ComponentValues = {
  name: "",
  basis: "",
  resource: "",
  tiers: [{ from: "0", price: "" }],
  energy: { purchase: "", pue: "" },
};

/** Whether a component passes energy on: used power, which has a purchase price. */
export function passesEnergy({ basis, resource }: Pick<ComponentValues, "basis" | "resource">): boolean {
  return basis === "used" && resource === "power";
}

/** The tariff as it is sent. */
export function sheetOf({ name, from, smallOnly, vatRate, components }: TariffValues): MakeTariff {
  return {
    name: name.trim(),
    from,
    smallOnly,
    vatCategory: vatRate === "0" ? "O" : "S",
    vatRate,
    components: components.map((component) => ({
      name: component.name.trim(),
      basis: component.basis,
      ...(component.basis !== "fixed" && { resource: component.resource }),
      tiers: component.tiers,
      ...(passesEnergy(component) && component.energy.purchase && { energy: component.energy }),
    })),
  };
}

/** A refusal of a whole component is shown at the field of it that people can put right. */
export function atItsField(refusal: Refusal | undefined): Refusal | undefined {
  if (!refusal?.field) return refusal;
  const field = refusal.field.replace(/\.energy$/, ".energy.purchase").replace(/\.tiers$/, ".tiers.0.price");
  return { ...refusal, field };
}
