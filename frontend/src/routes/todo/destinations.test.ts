import { expect, test } from "vitest";
import type { ToDo } from "../../api/todo";
import { taskPath, waysOf } from "./destinations";

const task = (kind: ToDo["kind"], objectType: string): ToDo => ({
  kind,
  objectType,
  objectId: "1",
  title: "",
});

test.each<[ToDo["kind"], string, string]>([
  ["round-answer", "round", "/demand/1"],
  ["needs-confirm", "round", "/demand/1"],
  ["tender-prepare", "round", "/demand/1"],
  ["tender-review", "tender", "/tenders/1"],
  ["tender-open", "tender", "/tenders/1/opening"],
  ["bid-examine", "tender", "/tenders/1/scoring"],
  ["panel-declare", "tender", "/tenders/1/scoring"],
  ["scores-lock", "tender", "/tenders/1/scoring"],
  ["calloff-approve", "call-off", "/call-offs/1"],
  ["allocation-post", "allocation", "/costs/allocations/1"],
  ["pool-allocate", "cost-pool", "/costs/1/run"],
  ["key-register", "cooperative", "/keys"],
])("%s leads to where it is done", (kind, objectType, path) => {
  expect(taskPath(task(kind, objectType))).toBe(path);
});

test("who holds several roles is shown each way once", () => {
  expect(waysOf([{ role: "opening-officer" }, { role: "buyer" }, { role: "procurement-officer" }])).toEqual([
    "tenders",
    "order",
    "rounds",
  ]);
});
