import { expect, test } from "vitest";
import type { OpeningKey } from "../../api/opening";
import type { Round } from "../../api/rounds";
import type { Tender } from "../../api/tenders";
import { draftOf, formField, itemsOf, newDraft, tenderDraft } from "./draft";

const item = (id: string, category: "hardware" | "service" = "hardware"): Round["items"][number] => ({
  id,
  position: 1,
  name: `Artikel ${id}`,
  category,
  unit: "H87",
  estimatedPrice: "1.00",
  firm: "100",
  tolerance: "10",
  ordered: "100",
  missing: "0",
});

const round = (...items: Round["items"]): Round => ({
  id: "R",
  number: "BR-2026-0001",
  title: "Arbeitsplätze",
  status: "frozen",
  closesAt: "2026-11-01T00:00:00Z",
  items,
  needs: [],
  answered: 1,
  invited: 2,
  estimatedTotal: "1.00",
  createdBy: "Anna",
  confirms: false,
  unconfirmed: 0,
  version: 1,
});

const key = (id: string, state: "none" | "registered" | "confirmed"): OpeningKey => ({
  person: { id, name: id },
  mine: false,
  ...(state !== "none" && { recipient: `age1pq1${id}` }),
  ...(state === "confirmed" && { confirmedAt: "2026-11-01T00:00:00Z" }),
});
const keys = [
  key("x", "none"),
  key("a", "registered"),
  key("b", "confirmed"),
  key("c", "confirmed"),
  key("d", "registered"),
];
const persons = (officers: readonly { person: string }[]) => officers.map(({ person }) => person);
const names = { category: (category: string) => `Alle: ${category}`, quality: "Leistung" };

test("a few items begin in a lot each, up to firm quantity and tolerance", () => {
  const values = newDraft(round(item("n"), item("m")), keys, names);
  expect(values.lots.map(({ title }) => title)).toEqual(["Artikel n", "Artikel m"]);
  expect(values.items).toEqual([
    { id: "n", lot: "n", maximumQuantity: "110" },
    { id: "m", lot: "m", maximumQuantity: "110" },
  ]);
  // Confirmed keys first; nobody without a key is proposed.
  expect(persons(values.officers)).toEqual(["b", "c", "a"]);
});

test("many items begin in a lot a kind", () => {
  const many = round(...Array.from({ length: 7 }, (_, n) => item(`n${n}`)), item("s", "service"));
  const values = newDraft(many, [], names);
  expect(values.lots.map(({ title }) => title)).toEqual(["Alle: hardware", "Alle: service"]);
  expect(itemsOf(values, "service").map(({ id }) => id)).toEqual(["s"]);
});

test("only what belongs to the choices is sent, and items left out stay out", () => {
  const of = round(item("n"), item("m"));
  const values = {
    ...newDraft(of, keys, names),
    deadline: "2027-01-31T11:00:00Z",
    termJustification: "lang",
    noLotsReason: "klein",
  };
  const [first, second] = values.lots;
  if (!first || !second) throw new Error("there are two lots");
  values.lots = [{ ...first, maximumValue: "500.00" }, second];
  expect(tenderDraft(of, values)).not.toHaveProperty("termJustification");
  expect(tenderDraft(of, values)).not.toHaveProperty("noLotsReason");

  values.options = [{ key: "o", months: "1" }];
  expect(tenderDraft(of, values)).toMatchObject({ termJustification: "lang", optionMonths: [1] });
  values.options = [];

  const items = values.items.map((each) => (each.id === "m" ? { ...each, lot: "" } : each));
  const alone = { ...values, lots: values.lots.slice(0, 1), items };
  expect(tenderDraft(of, { ...alone, termMonths: "60" })).toMatchObject({
    rules: { method: "lowest-price" },
    termMonths: 60,
    termJustification: "lang",
    noLotsReason: "klein",
    openingOfficers: ["b", "c", "a"],
    lots: [
      {
        title: "Artikel n",
        maximumValue: "500.00",
        items: [{ roundItemId: "n", maximumQuantity: "110" }],
      },
    ],
  });
});

test("a direct award sends whom it asks and why, an open procedure why it is urgent", () => {
  const of = round(item("n"));
  const values = {
    ...newDraft(of, keys, names),
    wayReason: " Beide liefern rasch. ",
    invited: [{ id: "s", name: "Sonne GmbH" }],
    urgency: " Nach dem Brand ",
  };
  expect(tenderDraft(of, values).choice).toEqual({ way: "open", urgency: "Nach dem Brand" });
  expect(tenderDraft(of, { ...values, way: "direct-award" }).choice).toEqual({
    way: "direct-award",
    reason: "Beide liefern rasch.",
    invited: ["s"],
  });
  expect(formField("choice.urgency", tenderDraft(of, values), values)).toBe("urgency");
  expect(formField("choice.invited", tenderDraft(of, values), values)).toBe("way");
});

test("a restricted procedure sends until when suppliers ask, how many are invited, and by what", () => {
  const of = round(item("n"));
  const values = {
    ...newDraft(of, keys, names),
    way: "restricted" as const,
    requestsUntil: "2026-04-02T10:00:00Z",
    criteria: " Umsatz \n\nReferenzen\n",
    invited: [{ id: "s", name: "Sonne GmbH" }],
  };
  expect(tenderDraft(of, values).choice).toEqual({
    way: "restricted",
    requestsUntil: "2026-04-02T10:00:00Z",
    least: 5,
    criteria: ["Umsatz", "Referenzen"],
  });
  expect(formField("choice.criteria", tenderDraft(of, values), values)).toBe("criteria");
});

test("a draft taken up again sends what it was made of", () => {
  const of = round(item("n"), item("m"));
  const tender: Tender = {
    id: "T",
    number: "VV-2026-0001",
    title: "Arbeitsplätze",
    status: "draft",
    round: { id: "R", name: "BR" },
    rules: {
      method: "simple-ratio",
      points: "400",
      criteria: [{ name: "Leistung", weight: "100", scale: "400" }],
      ties: [],
      low: { next: "20", mean: "40" },
    },
    envelopes: ["quality", "price"],
    procedure: "open-eu",
    choice: { way: "open", leastDays: 0 },
    milestones: [],
    termMonths: 36,
    optionMonths: [12, 2],
    termJustification: "Abschreibung",
    quotaMode: "soft",
    flowBackMonths: 24,
    noLotsReason: "Ein Gewerk",
    deadline: "2027-01-31T11:00:00Z",
    extensions: [],
    committeeChanges: [],
    openingOfficers: [
      { person: { id: "c", name: "c" }, position: 3 },
      { person: { id: "b", name: "b" }, position: 2 },
      { person: { id: "a", name: "a" }, position: 1 },
    ],
    lots: [
      {
        id: "L",
        position: 1,
        title: "Geräte",
        maximumValue: "9.00",
        items: [{ ...item("m"), roundItemId: "m", quantity: "100", maximumQuantity: "150" }],
      },
    ],
    entitledCount: 0,
    bidCount: 0,
    checks: [],
    version: 2,
  };
  expect(tenderDraft(of, draftOf(tender, of, names))).toEqual({
    roundId: "R",
    title: "Arbeitsplätze",
    choice: { way: "open" },
    rules: {
      method: "simple-ratio",
      points: "400",
      criteria: [{ name: "Leistung", weight: "100", scale: "400" }],
      ties: [],
      low: { next: "20", mean: "40" },
    },
    termMonths: 36,
    optionMonths: [12, 2],
    termJustification: "Abschreibung",
    quotaMode: "soft",
    flowBackMonths: 24,
    deadline: "2027-01-31T11:00:00Z",
    openingOfficers: ["a", "b", "c"],
    noLotsReason: "Ein Gewerk",
    lots: [{ title: "Geräte", maximumValue: "9.00", items: [{ roundItemId: "m", maximumQuantity: "150" }] }],
  });
});

test("where too few have keys, the places of the committee stay empty", () => {
  const values = newDraft(round(item("n")), keys.slice(0, 2), names);
  expect(persons(values.officers)).toEqual(["a", "", ""]);
});

test("a fault in an item of a lot finds its field", () => {
  const of = round(item("n"), item("m"));
  const values = newDraft(of, keys, names);
  const draft = tenderDraft(of, values);
  expect(formField("lots.1.items.0.maximumQuantity", draft, values)).toBe("items.1.maximumQuantity");
  expect(formField("lots.1.title", draft, values)).toBe("lots.1.title");
  expect(formField("lots.9.items.0.maximumQuantity", draft, values)).toBeUndefined();
  expect(formField("openingOfficers", draft, values)).toBe("officers.0.person");
  expect(formField("rules.criteria.0.name", draft, values)).toBe("rules.criteria.0.name");
  expect(formField("openingOfficers.2", draft, values)).toBe("officers.2.person");
  expect(formField(undefined, draft, values)).toBeUndefined();
});
