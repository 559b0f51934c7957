import { expect, test } from "vitest";
import { flowOption } from "./flowOption";

const painting = {
  text: "#000",
  link: "#888",
  font: "Fira Sans",
  nodes: { pool: "#1", key: "#2", funder: "#3", member: "#4", others: "#5" },
};
const node = (id: string, kind: "pool" | "key" | "member", name: string) => ({
  id,
  kind,
  name,
  amount: "1.00",
});
const flow = {
  from: "2026-01-01",
  to: "2026-12-31",
  nodes: [
    node("p", "pool", "Rechenzentrum"),
    node("k", "key", "equal"),
    node("m", "member", "Samtgemeinde Elbtalaue, Landkreis Lüchow-Dannenberg"),
  ],
  links: [
    { from: "p", to: "k", amount: "10.00" },
    { from: "k", to: "m", amount: "-10.00" },
  ],
};

test("pools stand left, keys in the middle, members right; a credit is as wide as its size", () => {
  const [series] = flowOption(flow, ({ name }) => name, painting, 1200).series;
  expect(series?.data.map(({ name, depth }) => [name, depth])).toEqual([
    ["p", 0],
    ["k", 1],
    ["m", 2],
  ]);
  expect(series?.links.map(({ value }) => value)).toEqual([10, 10]);
});

test("a narrow picture cuts long names; the table has them whole", () => {
  const label = (width: number) =>
    flowOption(flow, ({ name }) => name, painting, width).series[0]?.label.formatter({ name: "m" });
  expect(label(390)).toBe("Samtgemeinde …");
  expect(label(1200)).toBe("Samtgemeinde Elbtalaue, Landk…");
});
