import { createServer, type Server } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { expectAccessible, openPage, signIn, startBrowser, visit } from "./browser";
import { people } from "./pages";

let browser: Browser;
let allmende: Allmende;
let mails: Mails;

beforeAll(async () => {
  mails = await startMails();
  process.env.ALLMENDE_SMTP_URL = `smtp://127.0.0.1:${mails.port}`;
  process.env.ALLMENDE_MAIL_FROM = "Allmende <allmende@demo.example>";
  [browser, allmende] = await Promise.all([startBrowser(), startAllmende()]);
});
afterAll(async () => {
  await browser?.close();
  await allmende?.stop();
  mails.server.close();
  delete process.env.ALLMENDE_SMTP_URL;
  delete process.env.ALLMENDE_MAIL_FROM;
});

interface Mails {
  server: Server;
  port: number;
  received: string[];
}

/** A mail server that takes everything and keeps it. */
function startMails(): Promise<Mails> {
  const received: string[] = [];
  const server = createServer((socket) => {
    let data: string | undefined;
    let rest = "";
    socket.setEncoding("utf8");
    socket.write("220 test\r\n");
    const answer = (line: string) => {
      if (data !== undefined) {
        if (line !== ".") {
          data += `${line}\n`;
          return;
        }
        received.push(data);
        data = undefined;
        socket.write("250 taken\r\n");
        return;
      }
      const command = line.slice(0, 4).toUpperCase();
      if (command === "DATA") {
        data = "";
        socket.write("354 go on\r\n");
        return;
      }
      socket.write(command === "QUIT" ? "221 bye\r\n" : "250 fine\r\n");
      if (command === "QUIT") socket.end();
    };
    socket.on("data", (part: string) => {
      const lines = (rest + part).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) answer(line);
    });
    socket.on("error", () => socket.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, received, port: typeof address === "object" && address ? address.port : 0 });
    });
  });
}

test("an order arrives by mail, and the supplier confirms it in the portal", async () => {
  const supplier = await openPage(browser, allmende.url);
  await signIn(supplier.page, people.bidder, allmende.password());
  await visit(supplier.page, "/settings");
  await supplier.page.locator('input[name="email"]').fill("auftrag@nordtec.example");
  await supplier.page.locator('select[name="endpointScheme"]').selectOption("9930");
  await supplier.page.locator('input[name="endpointId"]').fill("DE123456789");
  await supplier.page.getByRole("button", { name: "Speichern" }).last().click();
  await supplier.page.getByText("Die Bestelladresse ist gespeichert.").waitFor();
  await expectAccessible(supplier.page);

  const buyer = await openPage(browser, allmende.url);
  await signIn(buyer.page, people.buyer, allmende.password());
  await visit(buyer.page, "/marketplace");
  await buyer.page.locator('main a[href^="/marketplace/"]').first().click();
  await buyer.page.locator('main input[name="budgetCode"]').fill("11.1.01.783100");
  await buyer.page.locator("main button[type=submit]").click();
  const heading = buyer.page.getByRole("heading", { name: "Bestellung beim Lieferanten" });
  await heading.waitFor();
  const order = buyer.page.url();
  await expectAccessible(buyer.page);

  await expect.poll(() => mails.received.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const mail = mails.received.find((text) => text.includes("application/pdf")) ?? "";
  expect(mail).toContain("auftrag@nordtec.example");
  expect(mail).toMatch(/filename="RV-[^"]+\.pdf"/);

  await visit(supplier.page, new URL(order).pathname);
  await supplier.page.getByRole("button", { name: "Bestätigen" }).click();
  const dialog = supplier.page.getByRole("dialog");
  const days = new Date(Date.now() + 7 * 86_400_000);
  const day = days.toISOString().slice(0, 10).split("-").reverse().join(".");
  await dialog.getByLabel("Liefertag").fill(day);
  await dialog.getByRole("button", { name: "Bestätigen" }).click();
  await supplier.page.getByText("Bestätigt wie bestellt").waitFor();
  await expectAccessible(supplier.page);

  await visit(buyer.page, new URL(order).pathname);
  await buyer.page.getByText("Bestätigt wie bestellt").waitFor();
  buyer.expectNoErrors();
  supplier.expectNoErrors();
});
