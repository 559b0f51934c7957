import { describe, expect, it } from "vitest";
import { textOf } from "./text-file";

describe("the text of a file", () => {
  it("is read as UTF-8, without its mark", async () => {
    expect(await textOf(new Blob(["\ufeffendgültig"]))).toBe("endgültig");
  });
  it("is read as Windows-1252 where it is no UTF-8", async () => {
    expect(await textOf(new Blob([new Uint8Array([0x67, 0xfc, 0x6c])]))).toBe("gül");
  });
});
