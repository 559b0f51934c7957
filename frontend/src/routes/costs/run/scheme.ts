import type { CostKey, Scheme } from "../../../api/cost-pools";
import { compareDecimals, scaled } from "../../../lib/decimal";

/** The keys, the simplest first. */
export const costKeys: readonly CostKey[] = [
  "equal",
  "inhabitants",
  "quantity",
  "calloff-value",
  "fixed",
  "metered",
];

/** What is special about one member's part in a run; empty texts are nothing special. */
export interface Participation {
  /** Of a pool's members those that do not share in this run are left out. */
  absent: boolean;
  weight: string;
  from: string;
  to: string;
  floor: string;
  cap: string;
  group: string;
}

/** The columns of the table of members into which is typed and pasted. */
export type ParticipationColumn = Exclude<keyof Participation, "absent">;

/** A service within, whose cost goes to others by their use of it. */
export interface ServiceForm {
  name: string;
  own: string;
  /** Percent by the name of the service or group that uses it. */
  use: Readonly<Record<string, string>>;
}

/** A scheme as it is edited: everything is text, and most of it empty. */
export interface SchemeForm {
  key: CostKey | "mix" | "";
  parts: readonly { key: CostKey | ""; percent: string }[];
  base: string;
  days: "" | "member-days" | "day-slices";
  weightSource: string;
  weightAsOf: string;
  /** By member; a member without an entry shares with nothing special. */
  rows: Readonly<Record<string, Partial<Participation>>>;
  groups: readonly { name: string; weight: string }[];
  rounding: "per-stage" | "once";
  /** Whether the groups' weights come from services within. */
  byServices: boolean;
  services: readonly ServiceForm[];
  serviceMethod: "direct" | "step-down" | "reciprocal";
}

/** A scheme of which nothing is chosen yet. */
export const emptyScheme: SchemeForm = {
  key: "",
  parts: [
    { key: "equal", percent: "" },
    { key: "", percent: "" },
  ],
  base: "",
  days: "",
  weightSource: "",
  weightAsOf: "",
  rows: {},
  groups: [],
  rounding: "once",
  byServices: false,
  services: [],
  serviceMethod: "direct",
};

const nothingSpecial: Participation = {
  absent: false,
  weight: "",
  from: "",
  to: "",
  floor: "",
  cap: "",
  group: "",
};

/** What is entered for a member. */
export function rowOf(form: SchemeForm, memberId: string): Participation {
  return { ...nothingSpecial, ...form.rows[memberId] };
}

/** Whether weights are typed in rather than known. */
export function typesWeights(form: SchemeForm): boolean {
  return weighs(form, "fixed") || weighs(form, "metered");
}

/** Whether a scheme has a key, alone or in its mix. */
export function weighs(form: SchemeForm, key: CostKey): boolean {
  return form.key === "mix" ? form.parts.some((part) => part.key === key) : form.key === key;
}

/** Whether a scheme is more than one key for all members alike. */
export function isElaborate(form: SchemeForm, memberIds: readonly string[]): boolean {
  return (
    form.base !== "" ||
    form.days !== "" ||
    form.groups.length > 0 ||
    memberIds.some((id) => {
      const { absent, floor, cap } = rowOf(form, id);
      return absent || floor !== "" || cap !== "";
    })
  );
}

/** The members that an earlier scheme does not name: they were left out, or have joined since. */
export function unnamedIn(scheme: Scheme | undefined, memberIds: readonly string[]): string[] {
  if (!scheme?.participants) return [];
  const named = new Set(scheme.participants.map(({ memberId }) => memberId));
  return memberIds.filter((id) => !named.has(id));
}

/** An earlier scheme, to be edited. Members that share without being named in it are absent. */
export function formOf(scheme: Scheme, memberIds: readonly string[]): SchemeForm {
  const [only] = scheme.parts;
  const named = new Map(scheme.participants?.map((each) => [each.memberId, each]));
  const rows: Record<string, Partial<Participation>> = {};
  for (const id of scheme.participants ? memberIds : []) {
    const { memberId: _, ...entry } = named.get(id) ?? { memberId: id };
    rows[id] = named.has(id) ? entry : { absent: true };
  }
  return {
    ...emptyScheme,
    key: scheme.parts.length === 1 && only ? only.key : "mix",
    ...(scheme.parts.length > 1 && { parts: scheme.parts }),
    base: scheme.base ?? "",
    days: scheme.days ?? "",
    weightSource: scheme.weightSource ?? "",
    weightAsOf: scheme.weightAsOf ?? "",
    rows,
    groups: scheme.groups ?? [],
    rounding: scheme.rounding ?? "once",
    byServices: (scheme.services ?? []).length > 0,
    services: (scheme.services ?? []).map(({ name, own, use }) => ({
      name,
      own,
      use: Object.fromEntries(use.map(({ to, percent }) => [to, percent])),
    })),
    serviceMethod: scheme.serviceMethod ?? "direct",
  };
}

/** The scheme as the server takes it. What is switched off is left out even if something is entered for it. */
export function schemeOf(form: SchemeForm, memberIds: readonly string[]): Scheme {
  const participants = participantsOf(form, memberIds);
  const grouped = form.groups.length > 0;
  const served = grouped && form.byServices;
  const typed = typesWeights(form);
  return {
    parts:
      form.key === "mix"
        ? form.parts.map(({ key, percent }) => ({ key: key as CostKey, percent })) // a fault if it is ""
        : [{ key: form.key as CostKey, percent: "100" }],
    ...(form.base !== "" && { base: form.base }),
    ...(form.days !== "" && { days: form.days }),
    ...(typed && form.weightSource.trim() !== "" && { weightSource: form.weightSource.trim() }),
    ...(typed && form.weightAsOf !== "" && { weightAsOf: form.weightAsOf }),
    ...(participants && { participants }),
    ...(grouped && {
      groups: form.groups.map(({ name, weight }) => ({
        name: name.trim(),
        weight: served ? "0" : weight,
      })),
      rounding: form.rounding,
    }),
    ...(served && { services: servicesOf(form), serviceMethod: form.serviceMethod }),
  };
}

function participantsOf(form: SchemeForm, memberIds: readonly string[]): Scheme["participants"] {
  const typed = typesWeights(form);
  const entries = memberIds
    .filter((id) => !rowOf(form, id).absent)
    .map((memberId) => {
      const { weight, from, to, floor, cap, group } = rowOf(form, memberId);
      return {
        memberId,
        ...(typed && { weight: weight || "0" }),
        ...(form.days !== "" && from !== "" && { from }),
        ...(form.days !== "" && to !== "" && { to }),
        ...(floor !== "" && { floor }),
        ...(cap !== "" && { cap }),
        ...(form.groups.length > 0 && { group: group.trim() }),
      };
    });
  const special = entries.length < memberIds.length || entries.some((entry) => Object.keys(entry).length > 1);
  return special ? entries : undefined;
}

function servicesOf(form: SchemeForm): NonNullable<Scheme["services"]> {
  return form.services.map(({ name, own, use }) => ({
    name: name.trim(),
    own,
    use: Object.entries(use)
      .filter(([, percent]) => percent !== "" && percent !== "0")
      .map(([to, percent]) => ({ to, percent })),
  }));
}

/** What can be wrong with a scheme before the server is asked. */
export type SchemeFault =
  | "key-missing"
  | "percent-invalid"
  | "percent-sum"
  | "key-twice"
  | "money-invalid"
  | "weight-invalid"
  | "no-weight"
  | "source-missing"
  | "date-invalid"
  | "reversed"
  | "bounds-crossed"
  | "name-missing"
  | "name-twice"
  | "group-missing"
  | "group-unknown"
  | "nobody"
  | "use-missing";

/** The faults by the path of what is at fault; a missing source does not hinder the preview. */
export type SchemeFaults = Readonly<Record<string, SchemeFault>>;

const money = /^\d{1,13}(\.\d{1,2})?$/;
const weightPattern = /^\d{1,18}(\.\d{1,9})?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Everything that is wrong with a scheme. */
export function faultsOf(form: SchemeForm, memberIds: readonly string[]): SchemeFaults {
  const faults: Record<string, SchemeFault> = {};
  if (form.key === "") faults.key = "key-missing";
  if (form.key === "mix") Object.assign(faults, mixFaults(form));
  if (form.base !== "" && !money.test(form.base)) faults.base = "money-invalid";
  if (typesWeights(form)) {
    if (form.weightSource.trim().length < 3) faults.weightSource = "source-missing";
    if (form.weightAsOf !== "" && !day.test(form.weightAsOf)) faults.weightAsOf = "date-invalid";
  }
  Object.assign(faults, groupFaults(form), rowFaults(form, memberIds));
  return faults;
}

/** Whether the preview has to wait until something is mended. */
export function hinders(faults: SchemeFaults): boolean {
  return Object.values(faults).some((fault) => fault !== "source-missing");
}

function mixFaults({ parts }: SchemeForm): SchemeFaults {
  const faults: Record<string, SchemeFault> = {};
  let sum = 0n;
  for (const [index, { key, percent }] of parts.entries()) {
    const size = scaled(percent, 6);
    if (size === null || size <= 0n || size > 100_000_000n)
      faults[`parts.${index}.percent`] = "percent-invalid";
    else sum += size;
    if (key === "") faults[`parts.${index}.key`] = "key-missing";
    else if (parts.findIndex((part) => part.key === key) < index) faults[`parts.${index}.key`] = "key-twice";
  }
  const complete = !parts.some((_, index) => faults[`parts.${index}.percent`]);
  if (complete && sum !== 100_000_000n) faults.parts = "percent-sum";
  return faults;
}

function groupFaults(form: SchemeForm): SchemeFaults {
  const faults: Record<string, SchemeFault> = {};
  const names = form.groups.map(({ name }) => name.trim());
  for (const [index, { name, weight }] of form.groups.entries()) {
    if (name.trim() === "") faults[`groups.${index}.name`] = "name-missing";
    else if (names.indexOf(name.trim()) < index) faults[`groups.${index}.name`] = "name-twice";
    if (!form.byServices && !weightPattern.test(weight)) faults[`groups.${index}.weight`] = "weight-invalid";
  }
  if (names.length === 0 || !form.byServices) return faults;
  if (form.services.length === 0) faults.services = "use-missing";
  for (const [index, { name, own, use }] of form.services.entries()) {
    if (name.trim() === "") faults[`services.${index}.name`] = "name-missing";
    else if (
      names.includes(name.trim()) ||
      form.services.findIndex((one) => one.name.trim() === name.trim()) < index
    )
      faults[`services.${index}.name`] = "name-twice";
    if (!money.test(own)) faults[`services.${index}.own`] = "money-invalid";
    const used = Object.entries(use).filter(([, percent]) => percent !== "" && percent !== "0");
    if (used.length === 0) faults[`services.${index}.use`] = "use-missing";
    for (const [to, percent] of used)
      if (scaled(percent, 6) === null) faults[`services.${index}.use.${to}`] = "percent-invalid";
  }
  return faults;
}

function rowFaults(form: SchemeForm, memberIds: readonly string[]): SchemeFaults {
  const faults: Record<string, SchemeFault> = {};
  const typed = typesWeights(form);
  const groups = new Set(form.groups.map(({ name }) => name.trim()));
  let someone = false;
  let weighs = false;
  let ungrouped = false;
  for (const id of memberIds) {
    const row = rowOf(form, id);
    if (row.absent) continue;
    someone = true;
    const at = (column: ParticipationColumn, fault: SchemeFault) => {
      faults[`rows.${id}.${column}`] = fault;
    };
    if (typed && row.weight !== "") {
      if (!weightPattern.test(row.weight)) at("weight", "weight-invalid");
      else if (compareDecimals(row.weight, "0") > 0) weighs = true;
    }
    if (form.days !== "") dayFaults(row, at);
    boundFaults(row, at);
    if (groups.size === 0) continue;
    if (row.group.trim() === "") ungrouped = true;
    else if (!groups.has(row.group.trim())) at("group", "group-unknown");
  }
  if (!someone) faults.rows = "nobody";
  else if (typed && !weighs) faults.rows = "no-weight";
  else if (ungrouped) faults.rows = "group-missing";
  return faults;
}

type At = (column: ParticipationColumn, fault: SchemeFault) => void;

function dayFaults({ from, to }: Participation, at: At) {
  if (from !== "" && !day.test(from)) at("from", "date-invalid");
  if (to !== "" && !day.test(to)) at("to", "date-invalid");
  else if (from !== "" && to !== "" && to < from) at("to", "reversed");
}

function boundFaults({ floor, cap }: Participation, at: At) {
  if (floor !== "" && !money.test(floor)) at("floor", "money-invalid");
  if (cap !== "" && !money.test(cap)) at("cap", "money-invalid");
  else if (money.test(floor) && cap !== "" && compareDecimals(floor, cap) > 0) at("cap", "bounds-crossed");
}

/** Where in the form the server's field stands: "scheme.participants.3.cap" is the cap of the fourth member sent. */
export function placeOf(field: string | undefined, sent: Scheme): string | undefined {
  if (!field?.startsWith("scheme.")) return field;
  const path = field.slice("scheme.".length);
  const [, index, column] = /^participants\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
  const member = index === undefined ? undefined : sent.participants?.[Number(index)]?.memberId;
  return member ? `rows.${member}.${column === "memberId" || !column ? "weight" : column}` : path;
}
