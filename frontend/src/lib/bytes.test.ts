import { expect, test } from "vitest";
import { fromBase64, sha256, toBase64, toHex } from "./bytes";

const text = (value: string) => new TextEncoder().encode(value);

test("the hash is SHA-256 in lower-case hexadecimal", async () => {
  expect(await sha256(text("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test.each([
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
])("%j is %j in base64", (plain, coded) => {
  expect(toBase64(text(plain))).toBe(coded);
  expect(fromBase64(coded)).toEqual(text(plain));
});

test("two mebibytes go there and back", () => {
  const bytes = new Uint8Array(2 << 20).map((_, n) => n % 251);
  expect(Buffer.compare(fromBase64(toBase64(bytes)), bytes)).toBe(0);
});

test("every byte has two digits", () => {
  expect(toHex(new Uint8Array([0, 10, 255]))).toBe("000aff");
});
