import { afterAll, expect, test } from "vitest";
import { answerOf, callAs, once } from "./caller";
import { dayIn } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";
import { type Receiver, signatureOf, startReceiver } from "./receiver";

let receiver: Receiver;
const { arrives, everybodyLeaves, installation } = journey("webhooks", async () => {
  receiver = await startReceiver();
  return { ALLMENDE_WEBHOOK_HOSTS: "localhost", SSL_CERT_FILE: receiver.certificate };
});
afterAll(() => receiver?.stop());

let anna: Person;
let secret = "";

/** Göttingen reserves something small from in a year on. */
async function reserves(purpose: string) {
  const { client, session } = await callAs(installation(), "bestellung@goettingen.example");
  const { items: pools } = await answerOf(client.GET("/capacity-pools"));
  const pool = pools.find(({ resources }) => resources.some(({ kind }) => kind === "vcpu"));
  const resource = pool?.resources.find(({ kind }) => kind === "vcpu");
  const member = session.roles.find(({ organisation }) => organisation.kind === "member")?.organisation;
  return answerOf(
    client.POST("/reservations", {
      params: { header: once() },
      body: {
        poolId: pool?.id ?? "",
        memberId: member?.id ?? "",
        purpose,
        phases: [
          { from: dayIn(365), to: dayIn(395), claims: [{ resourceId: resource?.id ?? "", amount: "1" }] },
        ],
      },
    }),
  );
}

test("1. an officer makes a webhook, tries it, and a program can believe the call", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.page.goto("/settings?tab=programs");
  await anna.reaches("Einstellungen");
  await anna.reads("Sie haben noch keinen Webhook angelegt.");
  await anna.cannotPress("Webhook anlegen", /mindestens eine Art von Vorgängen/);
  await anna.page.getByLabel("Name", { exact: true }).last().fill("Cloud Hannover");
  await anna.page.getByLabel("Adresse", { exact: true }).fill("https://10.0.0.1/allmende");
  await anna.page.getByLabel("Reservierung", { exact: true }).check();
  await anna.presses("Webhook anlegen");
  await anna.reads(/öffentlich/);
  await anna.page.getByLabel("Adresse", { exact: true }).fill(receiver.url);
  await anna.presses("Webhook anlegen");
  await anna.reads(/Es wird nur dieses eine Mal gezeigt/);
  secret = (await anna.page.getByText(/^whsec_/).textContent()) ?? "";
  await anna.looks("made");
  await anna.presses("Erproben: Cloud Hannover");
  await expect.poll(() => receiver.calls.length, { timeout: 20_000 }).toBe(1);
  const [call] = receiver.calls;
  if (!call) throw new Error("no call");
  expect(call.headers["webhook-signature"]).toBe(signatureOf(secret, call));
  expect(JSON.parse(call.body).type).toBe("webhook.tested");
  await anna.reads("angekommen");
});

test("2. a reservation is told by its name alone, and tried again where the program fails", async () => {
  const reserved = await reserves("Geheime Fachanwendung");
  await expect.poll(() => receiver.calls.length, { timeout: 20_000 }).toBe(2);
  const call = receiver.calls[1];
  if (!call) throw new Error("no call");
  expect(call.headers["webhook-signature"]).toBe(signatureOf(secret, call));
  const { data } = JSON.parse(call.body);
  expect([data.objectType, data.objectId]).toEqual(["reservation", reserved.id]);
  expect(call.body).not.toContain("Fachanwendung");
  receiver.answers(503);
  await reserves("Zweite Umgebung");
  await expect.poll(() => receiver.calls.length, { timeout: 20_000 }).toBeGreaterThan(2);
  receiver.answers(204);
  await expect.poll(() => receiver.calls.length, { timeout: 20_000 }).toBe(4);
  expect(receiver.calls[3]?.headers["webhook-id"]).toBe(receiver.calls[2]?.headers["webhook-id"]);
  expect(receiver.calls[3]?.body).toBe(receiver.calls[2]?.body);
});

test("3. on the telephone the calls are read, and the webhook ends", async () => {
  const small = await arrives("vergabe@demo.example", { width: 390 });
  await small.page.goto("/settings?tab=programs");
  await small.presses("Aufrufe: Cloud Hannover");
  await small.reads("2 Versuche");
  expect(await small.page.getByText(secret).count()).toBe(0);
  await small.looks("calls");
  await small.presses("Beenden: Cloud Hannover");
  await small.confirms("Webhook beenden", "Beenden");
  await small.reads("Der Webhook ist beendet.");
  await everybodyLeaves();
});
