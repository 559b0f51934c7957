import { expect, test } from "vitest";
import { closeAll } from "./closingRun";

test("months are closed one after the other, and the statements counted", async () => {
  const closed: string[] = [];
  const run = await closeAll(["2026-01-31", "2026-02-28"], async (through) => {
    closed.push(through);
    return { statements: 10 };
  });
  expect(closed).toEqual(["2026-01-31", "2026-02-28"]);
  expect(run).toMatchObject({ done: 2, statements: 20, finished: true });
  expect(run.error).toBeUndefined();
});

test("the first that fails ends it, and what is closed stays", async () => {
  const run = await closeAll(["2026-01-31", "2026-02-28", "2026-03-31"], async (through) => {
    if (through === "2026-02-28") throw new Error("refused");
    return { statements: 10 };
  });
  expect(run).toMatchObject({ done: 1, statements: 10, finished: true, error: new Error("refused") });
});
