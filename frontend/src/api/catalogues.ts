import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import { eventsKey } from "./events";
import { frameworksKey, type OrderContract } from "./frameworks";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";
import { asItIs, comesInParts, dropUpload, type Sending, sendInParts } from "./uploads";

/** A catalogue as a supplier sent it, and what came of it. */
export type CatalogueVersion = components["schemas"]["CatalogueVersion"];

/** What a catalogue does to an article. */
export type CatalogueChange = components["schemas"]["CatalogueChange"];

/** A line of the report. */
export type CatalogueFault = components["schemas"]["CatalogueFault"];

/** All that is known of an item of a contract. */
export type ContractItem = components["schemas"]["ContractItemDetail"];

/** What the columns of a table seem to hold. */
export type CatalogueProposal = components["schemas"]["CatalogueProposal"];

/** What a column of a table may hold. */
export type CatalogueField = components["schemas"]["CatalogueField"];

/** Which changes are wanted. */
export type ChangeKind = "new" | "changed" | "dearer" | "gone";

const cataloguesKey = [...frameworksKey, "catalogues"] as const;

/** What was sent for a contract, the newest first. */
export function cataloguesQuery(id: string) {
  return pagedQuery([...cataloguesKey, "list", id], (cursor) =>
    body(client.GET("/frameworks/{id}/catalogues", { params: { path: { id }, query: { cursor } } })),
  );
}

/** One catalogue. */
export function catalogueVersionQuery(id: string) {
  return queryOptions({
    queryKey: [...cataloguesKey, "one", id],
    queryFn: () => body(client.GET("/catalogues/{id}", { params: { path: { id } } })),
  });
}

/** The report of a catalogue by line. */
export function catalogueFaultsQuery(id: string) {
  return pagedQuery([...cataloguesKey, "faults", id], (cursor) =>
    body(client.GET("/catalogues/{id}/faults", { params: { path: { id }, query: { cursor } } })),
  );
}

/** What a catalogue changes, by the numbers of articles. */
export function catalogueChangesQuery(id: string, kind: ChangeKind | undefined) {
  return pagedQuery([...cataloguesKey, "changes", id, kind], (cursor) =>
    body(client.GET("/catalogues/{id}/changes", { params: { path: { id }, query: { cursor, kind } } })),
  );
}

/** One item of a contract. */
export function contractItemQuery(id: string, itemId: string) {
  return queryOptions({
    queryKey: [...frameworksKey, "item", id, itemId],
    queryFn: () => body(client.GET("/frameworks/{id}/items/{itemId}", { params: { path: { id, itemId } } })),
  });
}

/** A contract as an order form needs it: with the item that one came for, also if it is the catalogue's. */
export function orderContractQuery(id: string, itemId: string | undefined) {
  return queryOptions({
    queryKey: [...frameworksKey, "order", id, itemId],
    queryFn: async (): Promise<OrderContract> => {
      const contract = await body(client.GET("/frameworks/{id}", { params: { path: { id } } }));
      if (!itemId || contract.items.some((item) => item.id === itemId)) return contract;
      const found = await body(
        client.GET("/frameworks/{id}/items/{itemId}", { params: { path: { id, itemId } } }),
      );
      return { ...contract, items: [...contract.items, found] };
    },
  });
}

/** How far an upload is. */
export function uploadProgressQuery(id: string, key: string) {
  return queryOptions({
    queryKey: [...cataloguesKey, "progress", id, key],
    queryFn: () =>
      body(client.GET("/frameworks/{id}/catalogues/progress", { params: { path: { id }, query: { key } } })),
    refetchInterval: 1000,
    gcTime: 0,
  });
}

/** Reads how a table begins, and what its columns seem to hold. */
export const proposeColumns: Act<{ id: string; file: File }, CatalogueProposal> = {
  run: async ({ id, file }) => {
    const upload = comesInParts(file) ? await sendInParts(file, () => undefined) : undefined;
    return body(
      client.POST("/frameworks/{id}/catalogue-columns/proposal", {
        params: { path: { id }, query: { upload } },
        ...(upload ? {} : asItIs(file)),
      }),
    );
  },
  changes: [],
};

/** Keeps what the contract's supplier calls the columns of its tables. */
export const setColumns: Act<
  { id: string; version: number; columns: Record<string, string> },
  components["schemas"]["CatalogueColumns"]
> = {
  run: ({ id, version, columns }) =>
    body(
      client.PUT("/frameworks/{id}/catalogue-columns", {
        params: { path: { id }, header: ifMatch(version) },
        body: { columns },
      }),
    ),
  changes: [eventsKey],
};

/** A catalogue on its way, under a key by which its progress can be asked for. */
interface CatalogueUpload {
  id: string;
  file: File;
  key: string;
  onStep: (now: Sending) => void;
}

/** Sends a file as the catalogue of a contract, a large one in parts. */
export const uploadCatalogue: Act<CatalogueUpload, CatalogueVersion> = {
  run: async ({ id, file, key, onStep }) => {
    const send = (upload: string | undefined, content: object) =>
      body(
        client.POST("/frameworks/{id}/catalogues", {
          params: {
            path: { id },
            query: { fileName: file.name, upload },
            header: { "Idempotency-Key": key },
          },
          ...content,
        }),
      );
    if (!comesInParts(file)) return send(undefined, asItIs(file));
    const upload = await sendInParts(file, onStep);
    const version = await send(upload, {});
    await dropUpload(upload);
    return version;
  },
  changes: [cataloguesKey, eventsKey],
};

/** Puts a catalogue into force. */
export const approveCatalogue: Act<CatalogueVersion, CatalogueVersion> = {
  run: ({ id, version }) =>
    body(client.POST("/catalogues/{id}/approve", { params: { path: { id }, header: ifMatch(version) } })),
  changes: [frameworksKey, eventsKey],
};

/** Turns a catalogue down. */
export const rejectCatalogue: Act<{ id: string; version: number; reason: string }, CatalogueVersion> = {
  run: ({ id, version, reason }) =>
    body(
      client.POST("/catalogues/{id}/reject", {
        params: { path: { id }, header: ifMatch(version) },
        body: { reason },
      }),
    ),
  changes: [cataloguesKey, eventsKey],
};
