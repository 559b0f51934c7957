import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { type PriceFault, readPriceSheet } from "./price-sheet";

// The Go side reads the same workbooks, and writes them: adapters/sheet/prices_test.go.
const folder = join(import.meta.dirname, "..", "..", "..", "adapters", "sheet", "testdata", "price-sheets");

interface Cases {
  tender: string;
  lots: string[][];
  cases: { name: string; prices?: Record<string, string>; faults: PriceFault[] }[];
}

const { tender, lots, cases }: Cases = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"));

test.each(cases)(
  "the price sheet $name is read by the rules of the cases",
  async ({ name, prices, faults }) => {
    const read = await readPriceSheet(
      new Uint8Array(readFileSync(join(folder, `${name}.xlsx`))),
      tender,
      lots,
    );
    if (prices) expect(read).toEqual({ prices });
    else {
      const found = "faults" in read ? read.faults.map(({ row, code }) => ({ row, code })) : read;
      expect(found).toEqual(faults);
    }
  },
);

/** A ZIP archive with one part; stated is the size that it claims to have. */
function archive(name: string, content: Uint8Array, stated = content.length): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(stated, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
  const entry = Buffer.concat([
    Buffer.from("PK\x01\x02\x14\x00"),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Uint8Array(Buffer.concat([local, entry, end]));
}

const blanks = new Uint8Array(32 << 20).fill(0x20);

test.each([
  ["nothing", new Uint8Array(0), "sheet-unreadable"],
  ["a picture", new Uint8Array([0xff, 0xd8, 0xff]), "sheet-unreadable"],
  ["a large file", new Uint8Array(3 << 20), "sheet-too-large"],
  ["another archive", archive("readme.txt", new Uint8Array(10)), "sheet-unreadable"],
  ["a bomb", archive("xl/workbook.xml", blanks), "sheet-too-large"],
  ["a bomb that lies about its size", archive("xl/workbook.xml", blanks, 10), "sheet-too-large"],
])("%s is refused", async (_, file, code) => {
  expect(await readPriceSheet(file, tender, lots)).toEqual({ faults: [{ row: 0, code }] });
});
