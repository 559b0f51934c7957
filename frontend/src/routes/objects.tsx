import type { ReactNode } from "react";
import { TextLink } from "./links";

const folders: Readonly<Record<string, string | undefined>> = {
  allocation: "/costs/allocations",
  "call-off": "/call-offs",
  "cost-pool": "/costs",
  framework: "/frameworks",
  licence: "/contracts/licences",
  "joint-call-off": "/joint-call-offs",
  "standing-order": "/standing-orders",
  member: "/members",
  reservation: "/capacity/reservations",
  round: "/demand",
  statement: "/statements",
  supplier: "/suppliers",
  tender: "/tenders",
};

/** Where an object that events, tasks and accounts point to has its page; nothing for one without. */
export function objectPath(type: string, id: string): string | undefined {
  const folder = folders[type];
  return folder && id ? `${folder}/${id}` : undefined;
}

/** A link to an object's page, or its name alone if it has none. */
export function ObjectLink(props: { type: string; id: string; children: ReactNode }) {
  const path = objectPath(props.type, props.id);
  return path ? <TextLink to={path}>{props.children}</TextLink> : props.children;
}
