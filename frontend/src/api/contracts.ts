import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { catalogueKey } from "./catalogue";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { type Framework, frameworksKey } from "./frameworks";
import type { components } from "./schema.gen";
import { todoKey } from "./todo";

/** Modifications of a contract, and what is left under each ground of GWB 132. */
export type Modifications = components["schemas"]["Modifications"];

/** A change of a contract, proposed by one officer and decided by another. */
export type Modification = components["schemas"]["Modification"];

/** Why a contract may be modified without a new award. */
export type Ground = components["schemas"]["ModificationGround"];

/** How far a contract may still be modified under a ground. */
export type Headroom = components["schemas"]["Headroom"];

/** What is asked for when a modification is proposed. */
export type ProposeModification = components["schemas"]["ProposeModification"];

/** Quota that passes from a member to another. */
export type QuotaTransfer = components["schemas"]["QuotaTransfer"];

/** A member in the place of another one. */
export type Succession = components["schemas"]["Succession"];

/** When a contract will be exhausted if things go on as they did. */
export type Forecast = components["schemas"]["Forecast"];

const key = (id: string, what: string) => [...frameworksKey, what, id] as const;

/** The modifications of a contract, the newest first. */
export function modificationsQuery(id: string) {
  return queryOptions({
    queryKey: key(id, "modifications"),
    queryFn: () => body(client.GET("/frameworks/{id}/modifications", { params: { path: { id } } })),
  });
}

/** The transfers of quota that one may see, the newest first. */
export function transfersQuery(id: string) {
  return queryOptions({
    queryKey: key(id, "transfers"),
    queryFn: () => body(client.GET("/frameworks/{id}/transfers", { params: { path: { id } } })),
  });
}

/** The successions that one may see, the newest first. */
export function successionsQuery(id: string) {
  return queryOptions({
    queryKey: key(id, "successions"),
    queryFn: () => body(client.GET("/frameworks/{id}/successions", { params: { path: { id } } })),
  });
}

/** When the contract will be exhausted. */
export function forecastQuery(id: string) {
  return queryOptions({
    queryKey: key(id, "forecast"),
    queryFn: () => body(client.GET("/frameworks/{id}/forecast", { params: { path: { id } } })),
  });
}

/** Who may join the contract's suppliers next, if anybody. */
export function nextSupplierQuery(id: string) {
  return queryOptions({
    queryKey: key(id, "next-supplier"),
    queryFn: () => body(client.GET("/frameworks/{id}/suppliers/next", { params: { path: { id } } })),
  });
}

// What changes a contract changes what may be called off from it.
const changes = [frameworksKey, catalogueKey, todoKey, eventsKey];

/** A contract in the version that was looked at. */
export interface Looked {
  id: string;
  version: number;
}

/** An act that gives its reason. */
export interface Reasoned extends Looked {
  reason: string;
}

const looked = ({ id, version }: Looked) => ({ path: { id }, header: ifMatch(version) });

/** Stops calling off until the contract is resumed. */
export const suspendFramework: Act<Reasoned, Framework> = {
  run: (it) =>
    body(client.POST("/frameworks/{id}/suspend", { params: looked(it), body: { reason: it.reason } })),
  changes,
};

/** Lets calling off go on. */
export const resumeFramework: Act<Looked, Framework> = {
  run: (it) => body(client.POST("/frameworks/{id}/resume", { params: looked(it) })),
  changes,
};

/** Ends the contract for good. */
export const terminateFramework: Act<Reasoned, Framework> = {
  run: (it) =>
    body(client.POST("/frameworks/{id}/terminate", { params: looked(it), body: { reason: it.reason } })),
  changes,
};

/** Uses the next option to extend the contract. */
export const extendFramework: Act<Reasoned, Framework> = {
  run: (it) =>
    body(client.POST("/frameworks/{id}/extend", { params: looked(it), body: { reason: it.reason } })),
  changes,
};

/** Adds the supplier whose bid was ranked next. */
export const joinFramework: Act<Looked & { supplierId: string; targetShare?: number }, Framework> = {
  run: ({ id, version, ...join }) =>
    body(client.POST("/frameworks/{id}/suppliers", { params: looked({ id, version }), body: join })),
  changes,
};

/** A supplier of a contract in the version that was looked at. */
interface OfSupplier extends Looked {
  supplierId: string;
}

const supplied = ({ id, version, supplierId }: OfSupplier) => ({
  path: { id, supplierId },
  header: ifMatch(version),
});

/** Has a supplier get no more call-offs. */
export const stepOut: Act<OfSupplier & components["schemas"]["StepOut"], Framework> = {
  run: ({ why, reason, ...it }) =>
    body(
      client.POST("/frameworks/{id}/suppliers/{supplierId}/step-out", {
        params: supplied(it),
        body: { why, reason },
      }),
    ),
  changes,
};

/** Has a supplier get call-offs again. */
export const stepIn: Act<OfSupplier, Framework> = {
  run: (it) => body(client.POST("/frameworks/{id}/suppliers/{supplierId}/step-in", { params: supplied(it) })),
  changes,
};

/** Takes note of a warning, which is then told nobody again. */
export const noteWarning: Act<{ id: string; step: 70 | 85 | 95 | 100 }, Framework> = {
  run: ({ id, step }) =>
    body(client.POST("/frameworks/{id}/warnings", { params: { path: { id } }, body: { step } })),
  changes,
};

/** Proposes a modification for another officer to decide. */
export const proposeModification: Act<Looked & { proposal: ProposeModification }, Framework> = {
  run: ({ id, version, proposal }, intent) =>
    body(
      client.POST("/frameworks/{id}/modifications", {
        params: { path: { id }, header: { ...ifMatch(version), ...intent } },
        body: proposal,
      }),
    ),
  changes,
};

/** Carries out what another officer proposed. */
export const approveModification: Act<Looked & { modificationId: string }, Framework> = {
  run: ({ id, version, modificationId }) =>
    body(
      client.POST("/frameworks/{id}/modifications/{modificationId}/approve", {
        params: { path: { id, modificationId }, header: ifMatch(version) },
      }),
    ),
  changes,
};

/** Turns down what another officer proposed. */
export const rejectModification: Act<Reasoned & { modificationId: string }, Framework> = {
  run: ({ id, version, modificationId, reason }) =>
    body(
      client.POST("/frameworks/{id}/modifications/{modificationId}/reject", {
        params: { path: { id, modificationId }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes,
};

/** What passes from a member to another. */
export interface Passing {
  id: string;
  fromMemberId: string;
  toMemberId: string;
}

/** Offers quota of a member to another one. */
export const offerTransfer: Act<Passing & { amount: string }, QuotaTransfer> = {
  run: ({ id, ...offer }, intent) =>
    body(
      client.POST("/frameworks/{id}/transfers", { params: { path: { id }, header: intent }, body: offer }),
    ),
  changes,
};

/** Accepts offered quota. */
export const acceptTransfer: Act<{ id: string; transferId: string }, QuotaTransfer> = {
  run: (path) => body(client.POST("/frameworks/{id}/transfers/{transferId}/accept", { params: { path } })),
  changes,
};

/** Declines offered quota, or takes the offer back. */
export const endTransfer: Act<{ id: string; transferId: string }, QuotaTransfer> = {
  run: (path) => body(client.POST("/frameworks/{id}/transfers/{transferId}/end", { params: { path } })),
  changes,
};

/** Proposes that a member takes the place of another one. */
export const proposeSuccession: Act<Passing & { reason: string }, Succession> = {
  run: ({ id, ...proposal }, intent) =>
    body(
      client.POST("/frameworks/{id}/successions", {
        params: { path: { id }, header: intent },
        body: proposal,
      }),
    ),
  changes,
};

/** Carries out a succession that another person proposed. */
export const confirmSuccession: Act<{ id: string; successionId: string }, Succession> = {
  run: (path) =>
    body(client.POST("/frameworks/{id}/successions/{successionId}/confirm", { params: { path } })),
  changes,
};

/** Rejects a succession that another person proposed. */
export const rejectSuccession: Act<{ id: string; successionId: string }, Succession> = {
  run: (path) =>
    body(client.POST("/frameworks/{id}/successions/{successionId}/reject", { params: { path } })),
  changes,
};
