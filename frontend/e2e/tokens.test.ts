import { expect, test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves, installation } = journey("tokens");

let mehmet: Person;
let secret = "";

/** What a program with the token is answered: no cookie, no page. */
const asks = (path: string) =>
  fetch(`${installation().url}/api/v1${path}`, { headers: { Authorization: `Bearer ${secret}` } });

test("1. a buyer makes a token, reads it once, and a program works with it", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  await mehmet.page.goto("/settings?tab=programs");
  await mehmet.reaches("Einstellungen");
  await mehmet.reads("Sie haben noch kein Token angelegt.");
  await mehmet.cannotPress("Token anlegen", /mindestens eine Berechtigung/);
  await mehmet.page.getByLabel("Name", { exact: true }).first().fill("Cloud Hannover");
  await mehmet.page.getByLabel("Kapazität einsehen").check();
  await mehmet.page.getByLabel("Kapazität reservieren").check();
  await mehmet.page.getByLabel("Gültig bis einschließlich").fill(inDays(400));
  await mehmet.presses("Token anlegen");
  await mehmet.reads(/^Das Token gilt höchstens ein Jahr/);
  await mehmet.page.getByLabel("Gültig bis einschließlich").fill(inDays(90));
  await mehmet.presses("Token anlegen");
  await mehmet.reads("Das Token ist angelegt.");
  secret = (await mehmet.page.getByText(/^allmende_/).textContent()) ?? "";
  expect(secret).toMatch(/^allmende_[A-Za-z0-9_-]{43}$/);
  await mehmet.looks("made");
  expect((await asks("/capacity-pools")).status).toBe(200);
  expect((await asks("/call-offs")).status).toBe(403);
  expect((await asks("/todo")).status).toBe(403);
});

test("2. on the telephone the token is revoked, and the program is out", async () => {
  const small = await arrives("bestellung@goettingen.example", { width: 390 });
  await small.page.goto("/settings?tab=programs");
  await small.reads("Cloud Hannover");
  expect(await small.page.getByText(secret).count()).toBe(0);
  await small.looks("listed");
  await small.presses("Token „Cloud Hannover“ widerrufen");
  await small.confirms("Token widerrufen", "Widerrufen");
  await small.reads("Das Token ist widerrufen.");
  expect((await asks("/capacity-pools")).status).toBe(401);
  await small.looks("revoked");
  await everybodyLeaves();
});
