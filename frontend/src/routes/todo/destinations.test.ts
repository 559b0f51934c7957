import { expect, test } from "vitest";
import type { ToDo } from "../../api/todo";
import { targetOf, waysOf } from "./destinations";

const task = (kind: ToDo["kind"], objectType: string): ToDo => ({
  kind,
  objectType,
  objectId: "1",
  title: "",
});

test.each<[ToDo["kind"], string, ReturnType<typeof targetOf>]>([
  ["round-answer", "round", { to: "/demand/1" }],
  ["tender-prepare", "round", { to: "/tenders/new", search: { round: "1" } }],
  ["tender-review", "tender", { to: "/tenders/1" }],
  ["tender-open", "tender", { to: "/tenders/1/opening" }],
  ["calloff-approve", "call-off", { to: "/call-offs/1" }],
  ["allocation-post", "allocation", { to: "/costs/allocations/1" }],
  ["pool-allocate", "cost-pool", { to: "/costs/1" }],
  ["key-register", "cooperative", { to: "/keys" }],
])("%s leads to where it is done", (kind, objectType, target) => {
  expect(targetOf(task(kind, objectType))).toEqual(target);
});

test("who holds several roles is shown each way once", () => {
  expect(waysOf([{ role: "opening-officer" }, { role: "buyer" }, { role: "procurement-officer" }])).toEqual([
    "tenders",
    "order",
    "rounds",
  ]);
});
