import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { binary } from "./allmende";
import { journey } from "./journey";

const { arrives, everybodyLeaves, installation } = journey("codes");

const lists = {
  "cpv.csv": [
    "code,check_digit,parent,label_de,label_en",
    "30213100,6,30213000,Tragbare Computer,Portable computers",
    "39121100,7,39121000,Schreibtische,Desks",
  ],
  "units.csv": ["code,name_en", "H87,piece", "KMT,kilometre", "KGM,kilogram"],
  "names.csv": ["code,label_de,label_en", "KGM,Kilogramm,kilogram", "KMT,Kilometer,kilometre"],
};

test("an officer finds codes by their words once the lists are imported", async () => {
  const folder = mkdtempSync(join(tmpdir(), "allmende-codes-"));
  for (const [name, lines] of Object.entries(lists))
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  const anna = await arrives("vergabe@demo.example");
  await anna.page.goto("/demand/new");
  const cpv = anna.page.getByRole("combobox", { name: "CPV-Code" });
  await cpv.fill("tisch");
  expect(await anna.page.locator("[role=option]").count()).toBe(0);

  const env = { ...process.env, ALLMENDE_DATA: dirname(installation().keys), DATABASE_URL: "" };
  expect(execFileSync(binary, ["import", "codes", folder], { env }).toString()).toMatch(/cpv +2 +2/);
  await anna.page.reload();
  await cpv.fill("tisch");
  await anna.page.getByRole("option", { name: "Schreibtische" }).waitFor();
  await anna.looks("offered");
  await cpv.press("ArrowDown");
  await cpv.press("Enter");
  expect(await cpv.inputValue()).toBe("39121100-7");
  await anna.reads("Schreibtische");
  const unit = anna.page.getByRole("combobox", { name: "Einheit" });
  await unit.fill("kilomet");
  await anna.page.getByRole("option", { name: "Kilometer" }).click();
  expect(await unit.inputValue()).toBe("KMT");
  await anna.looks("chosen");
  await everybodyLeaves();
});
