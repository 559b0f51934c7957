import { queryOptions } from "@tanstack/react-query";
import { capacityKey } from "./capacity";
import { body, client } from "./client";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

/** A calendar year of a site for the Energy Efficiency Act. */
export type EnergyReport = Schemas["EnergyReport"];

/** What was read of one kind of energy. */
export type EnergyMeasured = Schemas["EnergyMeasured"];

/** The report of a site and year. */
export function energyQuery(id: string, year: number) {
  return queryOptions({
    queryKey: [...capacityKey, "energy", id, year],
    queryFn: () =>
      body(client.GET("/capacity-sites/{id}/energy", { params: { path: { id }, query: { year } } })),
  });
}
