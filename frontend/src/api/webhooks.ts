import { queryOptions } from "@tanstack/react-query";
import type { Act } from "./act";
import { body, client, ifMatch } from "./client";
import type { components } from "./schema.gen";

/** A webhook of mine; its secret only when it is new. */
export type Webhook = components["schemas"]["Webhook"];
/** What a webhook was, or is to be, told of. */
export type WebhookCall = components["schemas"]["WebhookCall"];
type Said = components["schemas"]["SayWebhook"];
type Seen = Pick<Webhook, "id" | "version">;

const webhooksKey = ["webhooks"] as const;

/** My webhooks, and what a new one may be told of. */
export const webhooksQuery = queryOptions({
  queryKey: webhooksKey,
  queryFn: () => body(client.GET("/webhooks")),
});

/** The last calls of one. */
export const webhookCallsQuery = (id: string) =>
  queryOptions({
    queryKey: [...webhooksKey, id, "calls"],
    queryFn: () =>
      body(client.GET("/webhooks/{id}/calls", { params: { path: { id }, query: { limit: 20 } } })),
    refetchInterval: 5000,
  });

/** Makes a webhook and tells its secret. */
export const makeWebhook: Act<Said, Webhook> = {
  run: (said) => body(client.POST("/webhooks", { body: said })),
  changes: [webhooksKey],
};

const seen = ({ id, version }: Seen) => ({ params: { path: { id }, header: ifMatch(version) } });

/** Stops its calls. */
export const pauseWebhook: Act<Seen, Webhook> = {
  run: (one) => body(client.POST("/webhooks/{id}/pause", seen(one))),
  changes: [webhooksKey],
};

/** Goes on with its calls. */
export const resumeWebhook: Act<Seen, Webhook> = {
  run: (one) => body(client.POST("/webhooks/{id}/resume", seen(one))),
  changes: [webhooksKey],
};

/** Makes a new secret and tells it. */
export const rotateWebhook: Act<Seen, Webhook> = {
  run: (one) => body(client.POST("/webhooks/{id}/rotate", seen(one))),
  changes: [webhooksKey],
};

/** Ends it for good. */
export const endWebhook: Act<Seen, Webhook> = {
  run: (one) => body(client.POST("/webhooks/{id}/end", seen(one))),
  changes: [webhooksKey],
};

/** Calls it once, about nothing. */
export const testWebhook: Act<Pick<Webhook, "id">, WebhookCall> = {
  run: ({ id }) => body(client.POST("/webhooks/{id}/calls", { params: { path: { id } } })),
  changes: [webhooksKey],
};

/** Makes a call once more. */
export const repeatCall: Act<{ id: string; callId: string }, WebhookCall> = {
  run: (path) => body(client.POST("/webhooks/{id}/calls/{callId}/repeat", { params: { path } })),
  changes: [webhooksKey],
};
