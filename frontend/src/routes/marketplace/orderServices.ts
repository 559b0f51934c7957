import { isTimed } from "../../lib/quantity";
import type { ServicesText } from "../../text/services";
import type { useFields } from "../../ui/fields";
import type { BoundServices } from "../ServicesFields";
import type { OrderValues } from "./order";

/** Whether anything is said of services. */
function isSaid({ from, to, description }: OrderValues["services"]): boolean {
  return [from, to, description].some((value) => value.trim() !== "");
}

/** The fields of services, where all lines are by the hour or the day: all of them, or none, are filled in. */
export function bindServices(
  form: ReturnType<typeof useFields<OrderValues>>,
  units: readonly string[],
  text: ServicesText,
): BoundServices | undefined {
  if (units.length === 0 || !units.every(isTimed)) return undefined;
  const optional = !isSaid(form.hook.watch("services"));
  return {
    from: form.date("services.from", text.from, { optional }),
    to: form.date("services.to", text.to, { optional }),
    hoursPerDay: units.includes("DAY")
      ? form.text("services.hoursPerDay", text.hoursPerDay, { optional })
      : undefined,
    description: form.text("services.description", text.description, { optional, least: 3 }),
  };
}

/** What is sent of services: nothing where nothing is said, and the hours of a day only where a rate is by the day. */
export function servicesSent(services: OrderValues["services"], units: readonly string[]) {
  if (!units.every(isTimed) || !isSaid(services)) return {};
  const { hoursPerDay, ...terms } = services;
  return {
    services: { ...terms, ...(units.includes("DAY") && { hoursPerDay: hoursPerDay.replace(",", ".") }) },
  };
}
