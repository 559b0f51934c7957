import { expect, test } from "vitest";
import { intended } from "./intent";
import { Problem, unreachable } from "./problem";

function recorder(outcomes: (Problem | "done")[]) {
  const keys: string[] = [];
  const order = intended(async (_: { quantity: number }, intent) => {
    keys.push(intent["Idempotency-Key"]);
    const outcome = outcomes.shift();
    if (outcome instanceof Problem) throw outcome;
    return outcome;
  });
  const attempt = (quantity: number) => order({ quantity }).catch(() => undefined);
  return { keys, attempt };
}

const refusal = new Problem({ type: "", title: "", status: 409, code: "access.forbidden" });

test("a broken line keeps the key, so that trying again cannot order twice", async () => {
  const { keys, attempt } = recorder([unreachable(), "done"]);
  await attempt(5);
  await attempt(5);
  expect(keys[1]).toBe(keys[0]);
});

test("an order that was answered gets a new key when it is placed again", async () => {
  const { keys, attempt } = recorder(["done", "done"]);
  await attempt(5);
  await attempt(5);
  expect(keys[1]).not.toBe(keys[0]);
});

test("changed input is another act", async () => {
  const { keys, attempt } = recorder([unreachable(), "done"]);
  await attempt(5);
  await attempt(6);
  expect(keys[1]).not.toBe(keys[0]);
});

test("a definite refusal ends the act", async () => {
  const { keys, attempt } = recorder([refusal, "done"]);
  await attempt(5);
  await attempt(5);
  expect(keys[1]).not.toBe(keys[0]);
});

test("an act without input has a key too", async () => {
  const keys: string[] = [];
  const verify = intended(async (_: undefined, intent) => {
    keys.push(intent["Idempotency-Key"]);
  });
  await verify(undefined);
  await verify(undefined);
  expect(new Set(keys).size).toBe(2);
});
