import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Round } from "../src/api/rounds";
import type { EvaluationRules, Tender, TenderDraft } from "../src/api/tenders";
import { newIdentity, unlocked } from "../src/lib/sealing";
import { openShare } from "../src/lib/shares";
import { openEnvelopes, releasesOf } from "../src/routes/tenders/envelopes";
import { sealBid } from "../src/routes/tenders/sealBid";
import type { Allmende } from "./allmende";
import { answerOf, callAs, once, stepOf } from "./caller";

// What a journey begins with, over the server's interface: quick, and without a page.

/** What is needed, and what it is reckoned to cost. */
export interface Wanted {
  name: string;
  price: string;
  quantity: string;
}

/** A round that is frozen after Göttingen has stated its needs. */
export async function frozenRound(
  allmende: Allmende,
  title: string,
  items: readonly Wanted[],
): Promise<Round> {
  const anna = await callAs(allmende, "vergabe@demo.example");
  const mehmet = await callAs(allmende, "bestellung@goettingen.example");
  const drafted = await answerOf(
    anna.client.POST("/rounds", {
      params: { header: once() },
      body: {
        title,
        closesAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
        items: items.map(({ name, price }) => ({
          name,
          category: "hardware" as const,
          unit: "H87",
          estimatedPrice: price,
        })),
      },
    }),
  );
  const open = await answerOf(anna.client.POST("/rounds/{id}/open", { params: stepOf(drafted) }));
  const needs = open.items.map(({ id }, index) => ({
    itemId: id,
    firm: items[index]?.quantity ?? "",
    tolerance: "0",
  }));
  const stated = await answerOf(
    mehmet.client.PUT("/rounds/{id}/needs/{memberId}", {
      params: { path: { id: open.id, memberId: memberOf(mehmet.session) }, header: once() },
      body: { needs },
    }),
  );
  return answerOf(anna.client.POST("/rounds/{id}/freeze", { params: stepOf(stated) }));
}

type Session = Awaited<ReturnType<typeof callAs>>["session"];
const organisationOf = (session: Session, kind: "member" | "supplier") =>
  session.roles.find(({ organisation }) => organisation.kind === kind)?.organisation.id ?? "";
const memberOf = (session: Session) => organisationOf(session, "member");

/** A tender of a round, each item a lot of its own, which bids are taken for until the deadline; open to all unless said otherwise. */
export async function publishedTender(
  allmende: Allmende,
  round: Round,
  rules: EvaluationRules,
  deadline: Date,
  choice?: TenderDraft["choice"],
): Promise<Tender> {
  const anna = await callAs(allmende, "vergabe@demo.example");
  const jan = await callAs(allmende, "vergabe2@demo.example");
  const { items: keys } = await answerOf(anna.client.GET("/opening-keys"));
  const drafted = await answerOf(
    anna.client.POST("/tenders", {
      params: { header: once() },
      body: {
        roundId: round.id,
        title: round.title,
        rules,
        termMonths: 24,
        quotaMode: "first-come",
        deadline: deadline.toISOString(),
        ...(choice && { choice }),
        noLotsReason: round.items.length === 1 ? "Es wird ein einziges Gerät beschafft." : "",
        openingOfficers: keys.map(({ person }) => person.id),
        lots: round.items.map(({ id, name }) => ({
          title: name,
          maximumValue: "90000.00",
          items: [{ roundItemId: id, maximumQuantity: "500" }],
        })),
      },
    }),
  );
  const submitted = await answerOf(anna.client.POST("/tenders/{id}/submit", { params: stepOf(drafted) }));
  return answerOf(jan.client.POST("/tenders/{id}/publish", { params: stepOf(submitted) }));
}

/** A supplier hands in a sealed bid, in time if nothing else is said: prices in the order of lots and items. */
export async function handsIn(
  allmende: Allmende,
  email: string,
  tender: Tender,
  prices: readonly string[],
  late = false,
) {
  const { client, session } = await callAs(allmende, email);
  const items = tender.lots.flatMap((lot) => lot.items.map(({ id }) => id));
  const offer = { prices: Object.fromEntries(items.map((id, index) => [id, prices[index] ?? ""])) };
  const sealed = await sealBid(tender, organisationOf(session, "supplier"), offer);
  if (typeof sealed === "string") throw new Error(`the bid is not sealed: ${sealed}`);
  const receipt = await answerOf(
    client.POST("/tenders/{id}/bids", {
      params: { path: { id: tender.id }, header: once() },
      body: sealed.handIn,
    }),
  );
  expect(receipt.late, "the bid is late").toBe(late);
}

/** An opening officer, whose former key is gone, has another one; its fingerprint is compared and confirmed. */
export async function renewsKey(allmende: Allmende, email: string) {
  const owner = await callAs(allmende, email);
  const jan = await callAs(allmende, "vergabe2@demo.example");
  const { recipient } = await newIdentity();
  await answerOf(owner.client.PUT("/opening-keys/mine", { body: { recipient } }));
  const personId = owner.session.person.id;
  const { items: keys } = await answerOf(jan.client.GET("/opening-keys"));
  const fingerprint = keys.find(({ person }) => person.id === personId)?.fingerprint ?? "";
  await answerOf(
    jan.client.POST("/opening-keys/{personId}/confirm", {
      params: { path: { personId } },
      body: { fingerprint },
    }),
  );
}

/** Two officers of the demonstration open the bids, the first moment they can. */
export async function openBids(allmende: Allmende, tender: Tender, officers: readonly [string, string]) {
  for (const email of officers) {
    const { client, session } = await callAs(allmende, email);
    const params = { path: { id: tender.id } };
    const opening = () => answerOf(client.GET("/tenders/{id}/opening", { params }));
    await expect
      .poll(async () => (await opening()).phase, { timeout: 120_000, interval: 500 })
      .not.toBe("before-deadline");
    const { envelopes, kind } = await opening();
    const file = new Uint8Array(readFileSync(join(allmende.keys, `${email}.age`)));
    const identity = await unlocked(file, allmende.password());
    if (typeof identity === "string") throw new Error(`the key of ${email} is not unlocked: ${identity}`);
    const officer = { tender: tender.id, committee: tender.committeeHash ?? "", officer: session.person.id };
    const opened = await openEnvelopes(
      envelopes,
      (envelope) => openShare({ ...envelope, ...officer, secret: identity.secret }),
      () => {},
    );
    await answerOf(
      client.POST("/tenders/{id}/opening/shares", {
        params,
        body: { kind, releases: releasesOf(opened) },
      }),
    );
  }
}

/** The officer of the demonstration, who has no conflict of interest, finds all opened bids in order. */
export async function examineBids(allmende: Allmende, tender: Tender) {
  const { client } = await callAs(allmende, "vergabe@demo.example");
  const params = { path: { id: tender.id } };
  const { bids } = await answerOf(
    client.POST("/tenders/{id}/examinations/declaration", { params, body: { conflict: false } }),
  );
  for (const { bidId } of bids)
    for (const aspect of ["form", "suitability", "requirements"] as const)
      await client.POST("/tenders/{id}/examinations", {
        params,
        body: { bidId, aspect, passed: true, reason: "Unterlagen liegen vor" },
      });
}
