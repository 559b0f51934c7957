import { describe, expect, test } from "vitest";
import {
  type FitValues,
  isAmount,
  isChange,
  isDays,
  isOpenEnded,
  lackingIn,
  newKinds,
  offering,
  resourcesOf,
  wishedFrom,
  wishOf,
} from "./fit";

const wish: FitValues = {
  claims: [
    { resource: "rack-unit/", amount: "4" },
    { resource: "storage/schnell", amount: "2,5" },
  ],
  days: "365",
  notBefore: "",
  planResource: "",
  planFrom: "",
  planBy: "",
};

describe("a wish", () => {
  test("is sent with its kinds and tiers, and decimals with a point", () =>
    expect(wishOf(wish)).toEqual({
      phases: [
        {
          days: 365,
          claims: [
            { kind: "rack-unit", amount: "4" },
            { kind: "storage", tier: "schnell", amount: "2.5" },
          ],
        },
      ],
    }));
  test("takes along what would be added, and the first day", () =>
    expect(
      wishOf({ ...wish, notBefore: "2027-01-01", planResource: "r", planFrom: "2027-05-01", planBy: "+2" }),
    ).toMatchObject({ notBefore: "2027-01-01", plans: [{ resourceId: "r", from: "2027-05-01", by: "2" }] }));
});

test("amounts, changes and days are what they say", () => {
  for (const text of ["1", "0,5", "2.125"]) expect(isAmount(text), text).toBe(true);
  for (const text of ["", "0", "-1", "1,2345", "1e3"]) expect(isAmount(text), text).toBe(false);
  for (const text of ["2", "-2", "+0,5"]) expect(isChange(text), text).toBe(true);
  for (const text of ["", "0", "--2"]) expect(isChange(text), text).toBe(false);
  for (const text of ["1", "3650"]) expect(isDays(text), text).toBe(true);
  for (const text of ["0", "3651", "1,5", ""]) expect(isDays(text), text).toBe(false);
});

test("each kind and tier of the pools is there once", () => {
  const resource = { unit: "", usable: "0", booked: "0", free: "0", percent: 0, levels: [], version: 1 };
  const pool = {
    resources: [
      { ...resource, id: "1", kind: "storage" as const, tier: "schnell" },
      { ...resource, id: "2", kind: "storage" as const, tier: "Archiv" },
      { ...resource, id: "3", kind: "rack" as const },
    ],
  };
  expect(resourcesOf([pool, pool]).map(({ key }) => key)).toEqual([
    "storage/schnell",
    "storage/Archiv",
    "rack/",
  ]);
});

test("a kind that a pool lacks can be planned, and then be looked for", () => {
  const pool = {
    id: "p",
    resources: [{ kind: "rack" as const }, { kind: "storage" as const, tier: "schnell" }],
  };
  const lacking = lackingIn(pool);
  expect(lacking).toContainEqual({ key: "p/gpu", kind: "gpu" });
  expect(lacking.map(({ kind }) => kind)).not.toContain("rack");
  expect(lacking.map(({ kind }) => kind)).not.toContain("storage");
  expect(newKinds("0190-of-a-resource")).toEqual([]);
  expect(resourcesOf([pool], newKinds("p/gpu")).map(({ key }) => key)).toEqual([
    "rack/",
    "storage/schnell",
    "gpu/",
  ]);
  const plan = wishOf({ ...wish, planResource: "p/gpu", planFrom: "2027-05-01", planBy: "2" }).plans;
  expect(plan).toEqual([{ poolId: "p", kind: "gpu", from: "2027-05-01", by: "2" }]);
});

test("days on which it can begin are told to their end, unless that is years ahead", () => {
  expect(isOpenEnded({ from: "2027-05-01", to: "2027-06-01" })).toBe(false);
  expect(isOpenEnded({ from: "2027-05-01", to: "2036-06-01" })).toBe(true);
});

describe("what is waited for", () => {
  const claims = [{ resourceId: "r", kind: "rack-unit" as const, unit: "HE", amount: "4" }];
  const fit = {
    pool: { id: "p", name: "Stellflächen" },
    site: { id: "s", name: "Hannover" },
    from: "2027-05-01",
    to: "2028-04-29",
    begins: [{ from: "2027-05-01", to: "2036-01-01" }],
    phases: [
      { from: "2027-05-01", to: "2027-10-31", claims },
      { from: "2027-11-01", to: "2028-04-29", claims },
    ],
  };
  test("is what was found, all of it as much earlier as it was wished for", () =>
    expect(wishedFrom(fit, "2027-03-01")).toEqual({
      ...fit,
      from: "2027-03-01",
      to: "2028-02-28",
      phases: [
        { from: "2027-03-01", to: "2027-08-31", claims },
        { from: "2027-09-01", to: "2028-02-28", claims },
      ],
    }));
  test.each(["", "2027-05-01", "2027-05-02"])("is nothing if it is found when it is wished for: %j", (day) =>
    expect(wishedFrom(fit, day)).toBeUndefined(),
  );
});

test("a pool offers a wish if it has all its kinds, each in its tier", () => {
  const racks = { resources: [{ kind: "rack-unit" as const }] };
  const both = { resources: [...racks.resources, { kind: "storage" as const, tier: "schnell" }] };
  const pools = [racks, both];
  expect(offering(pools, wish.claims)).toEqual([both]);
  expect(offering(pools, wish.claims.slice(0, 1))).toEqual([racks, both]);
  expect(offering(pools, [{ resource: "storage/", amount: "1" }])).toEqual([]);
});
