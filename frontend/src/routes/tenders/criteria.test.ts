import { describe, expect, it } from "vitest";
import {
  type CriterionValues,
  criteriaOf,
  hasParts,
  isWhole,
  numberOf,
  parentOf,
  partsOf,
  placesOf,
  rowsOf,
  weightsOf,
  withMoved,
  withoutRow,
  withPart,
} from "./criteria";

const row = (depth: number, name: string, weight: string, more?: Partial<CriterionValues>) => ({
  key: name,
  depth,
  name,
  weight,
  scale: "",
  least: "",
  ...more,
});

/** Technik (70 %: Leistung 60, Energie 40) and Betrieb (30 %). */
const tree = [
  row(0, "Technik", "70"),
  row(1, "Leistung", "60", { scale: "400", least: "100" }),
  row(1, "Energie", "40", { scale: "10" }),
  row(0, "Betrieb", "30", { scale: "5", least: "2" }),
];

const outline = (rows: readonly CriterionValues[]) =>
  rows.map(({ name }, index) => `${numberOf(rows, index)} ${name}`).join(", ");

describe("the tree of criteria", () => {
  it("finds parts and what they are parts of by their depth", () => {
    expect([-1, 0, 1, 3].map((index) => partsOf(tree, index))).toEqual([[0, 3], [1, 2], [], []]);
    expect(tree.map((_, index) => hasParts(tree, index))).toEqual([true, false, false, false]);
    expect(tree.map((_, index) => parentOf(tree, index))).toEqual([-1, 0, 0, -1]);
  });

  it("numbers its criteria", () => {
    expect(outline(tree)).toBe("1 Technik, 1.1 Leistung, 1.2 Energie, 2 Betrieb");
  });

  it("comes back as it went out", () => {
    expect(rowsOf(criteriaOf(tree)).map(({ key: _, ...rest }) => rest)).toEqual(
      tree.map(({ key: _, ...rest }) => rest),
    );
  });

  it("sums the weights of siblings exactly", () => {
    const thirds = ["33.333", "33.333", "33.334"].map((weight, index) => row(0, String(index), weight));
    expect(isWhole(thirds, -1)).toBe(true);
    expect(weightsOf(thirds.slice(1), -1)).toEqual({ sum: "66.667", missing: "33.333" });
    expect(weightsOf([...thirds, row(0, "4", "5")], -1)).toEqual({ sum: "105", missing: "-5" });
    expect(weightsOf([row(0, "Technik", "viel")], -1)).toBeNull();
    expect(isWhole([row(0, "Technik", "")], -1)).toBe(false);
  });

  it("tells how many points each criterion brings at most", () => {
    const worths = placesOf(criteriaOf(tree), "400").map(({ number, worth }) => `${number}: ${worth}`);
    expect(worths).toEqual(["1: 280", "1.1: 168", "1.2: 112", "2: 120"]);
  });
});

describe("a part more", () => {
  it("takes the weight that is missing on its level", () => {
    const open = tree.map((each) => (each.name === "Energie" ? { ...each, weight: "25" } : each));
    const { rows, at } = withPart(open, 0);
    expect(outline(rows)).toBe("1 Technik, 1.1 Leistung, 1.2 Energie, 1.3 , 2 Betrieb");
    expect(rows[at]).toMatchObject({ depth: 1, weight: "15", scale: "10" });
  });

  it("has no weight where nothing is missing", () => {
    const { rows, at } = withPart(tree, -1);
    expect(at).toBe(4);
    expect(rows[at]).toMatchObject({ depth: 0, weight: "" });
  });

  it("is scored as the criterion was that it divides", () => {
    const { rows, at } = withPart(tree, 3);
    expect(rows[at]).toMatchObject({ depth: 1, weight: "100", scale: "5", least: "2" });
    expect(rows[3]).toMatchObject({ name: "Betrieb", weight: "30", scale: "", least: "" });
  });
});

describe("a criterion that goes", () => {
  it("takes its parts along", () => {
    expect(outline(withoutRow(tree, 0))).toBe("1 Betrieb");
  });

  it("leaves what it was the only part of to be scored itself", () => {
    const rows = withoutRow(withoutRow(tree, 1), 1);
    expect(outline(rows)).toBe("1 Technik, 2 Betrieb");
    expect(rows[0]).toMatchObject({ scale: "10" });
  });
});

describe("a criterion that moves", () => {
  it("takes its parts along, and stays among its siblings", () => {
    expect(outline(withMoved(tree, 0, 1))).toBe("1 Betrieb, 2 Technik, 2.1 Leistung, 2.2 Energie");
    expect(outline(withMoved(tree, 3, -1))).toBe("1 Betrieb, 2 Technik, 2.1 Leistung, 2.2 Energie");
    expect(outline(withMoved(tree, 2, -1))).toBe("1 Technik, 1.1 Energie, 1.2 Leistung, 2 Betrieb");
    expect(withMoved(tree, 2, 1)).toBe(tree);
    expect(withMoved(tree, 0, -1)).toBe(tree);
  });
});
