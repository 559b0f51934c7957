import { body, client } from "./client";
import { membersKey } from "./members";
import { pagedQuery } from "./pages";
import type { components } from "./schema.gen";

/** An entry of the directory of public bodies. */
export type PublicBody = components["schemas"]["PublicBody"];

/** What is looked for in the directory. */
export interface BodySearch {
  q?: string | undefined;
  /** Two digits of the official key. */
  state?: string | undefined;
}

/** The bodies that match, by name. Who becomes a member changes what they say. */
export function publicBodiesQuery(search: BodySearch) {
  return pagedQuery([...membersKey, "directory", search], (cursor) =>
    body(client.GET("/public-bodies", { params: { query: { ...search, cursor } } })),
  );
}
