import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import { filled, sentenceOf } from "./problems";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a slot takes its value as it is, a slot for an amount as money of the language", () => {
  const sentence = "Von „{item}“ bleiben {remaining|amount}.";
  const params = { item: "Notebook", remaining: "1234.50" };
  expect(plain(filled(sentence, params, "de"))).toBe("Von „Notebook“ bleiben 1.234,50 €.");
  expect(plain(filled(sentence, params, "en"))).toBe("Von „Notebook“ bleiben €1,234.50.");
});

test("a value that the server did not send leaves no braces behind", () => {
  expect(filled("Noch {seconds} Sekunden.", {}, "de")).toBe("Noch  Sekunden.");
});

test("a code that the page does not know is told in the server's words", () => {
  const document = { type: "", title: "Etwas Neues.", status: 409, code: "area.unknown-to-this-page" };
  // A newer server sends codes that the contract of this page does not have.
  expect(sentenceOf(new Problem(document as ConstructorParameters<typeof Problem>[0]))).toBe("Etwas Neues.");
});
