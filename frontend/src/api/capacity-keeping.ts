import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import type { Decision } from "./call-offs";
import { type CapacityPool, capacityKey, changes } from "./capacity";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

/** A data center with its rooms and certificates. */
export type CapacitySite = Schemas["CapacitySite"];

/** The data centers, by name. */
export const sitesQuery = queryOptions({
  queryKey: [...capacityKey, "sites"],
  queryFn: () => body(client.GET("/capacity-sites")),
});

/** Adds a data center. */
export const addSite: Act<Schemas["CapacitySiteInput"], CapacitySite> = {
  run: (site, intent) => body(client.POST("/capacity-sites", { params: { header: intent }, body: site })),
  changes,
};

/** Says other things of a data center; its rooms stay. */
export const changeSite: Act<Decision & { site: Schemas["CapacitySiteInput"] }, CapacitySite> = {
  run: ({ id, version, site }) =>
    body(
      client.PUT("/capacity-sites/{id}", {
        params: { path: { id }, header: ifMatch(version) },
        body: site,
      }),
    ),
  changes,
};

/** Adds a pool to a data center. */
export const addPool: Act<Schemas["CapacityPoolInput"], CapacityPool> = {
  run: (pool, intent) => body(client.POST("/capacity-pools", { params: { header: intent }, body: pool })),
  changes,
};

/** Says other things of a pool; its site stays. */
export const changePool: Act<Decision & { pool: Schemas["CapacityPoolInput"] }, CapacityPool> = {
  run: ({ id, version, pool }) =>
    body(
      client.PUT("/capacity-pools/{id}", {
        params: { path: { id }, header: ifMatch(version) },
        body: pool,
      }),
    ),
  changes,
};

/** Adds a kind of capacity with its first level. */
export const addResource: Act<{ poolId: string; resource: Schemas["CapacityResourceInput"] }, CapacityPool> =
  {
    run: ({ poolId, resource }, intent) =>
      body(
        client.POST("/capacity-pools/{id}/resources", {
          params: { path: { id: poolId }, header: intent },
          body: resource,
        }),
      ),
    changes,
  };

/** A resource of a pool in the version that was seen. */
interface ResourceSeen extends Decision {
  poolId: string;
}

const seen = ({ poolId, id, version }: ResourceSeen) => ({
  path: { id: poolId, resourceId: id },
  header: ifMatch(version),
});

/** Says how much there is of a resource from a day on. */
export const setLevel: Act<ResourceSeen & { level: Schemas["CapacityLevelInput"] }, CapacityPool> = {
  run: ({ level, ...at }) =>
    body(client.PUT("/capacity-pools/{id}/resources/{resourceId}/level", { params: seen(at), body: level })),
  changes,
};

/** Takes back a level that was planned. */
export const dropLevel: Act<ResourceSeen & { from: string }, CapacityPool> = {
  run: ({ from, ...at }) =>
    body(
      client.POST("/capacity-pools/{id}/resources/{resourceId}/level/drop", {
        params: seen(at),
        body: { from },
      }),
    ),
  changes,
};
