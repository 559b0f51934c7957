import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { capacityKey } from "./capacity";
import { body, client } from "./client";
import { eventsKey } from "./events";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

/** A calendar year of a site for the Energy Efficiency Act. */
export type EnergyReport = Schemas["EnergyReport"];

/** What was read of one kind of energy. */
export type EnergyMeasured = Schemas["EnergyMeasured"];

const energyKey = [...capacityKey, "energy"] as const;

/** The report of a site and year. */
export function energyQuery(id: string, year: number) {
  return queryOptions({
    queryKey: [...energyKey, id, year],
    queryFn: () =>
      body(client.GET("/capacity-sites/{id}/energy", { params: { path: { id }, query: { year } } })),
  });
}

/** States what no meter says, with its source; the last one counts. */
export const stateEnergyFigure: Act<{ siteId: string; figure: Schemas["StateEnergyFigure"] }, EnergyReport> =
  {
    run: ({ siteId, figure }, intent) =>
      body(
        client.POST("/capacity-sites/{id}/energy-figures", {
          params: { path: { id: siteId }, header: intent },
          body: figure,
        }),
      ),
    changes: [energyKey, eventsKey],
  };
