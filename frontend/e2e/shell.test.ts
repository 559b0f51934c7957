import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverSentences } from "../src/text/problems.gen";
import {
  expectAccessible,
  expectGoodInEveryView,
  openPage,
  settled,
  shoot,
  signIn,
  startBrowser,
  type View,
  visit,
  type Watched,
} from "./browser";
import { type Answer, serveFiles } from "./static";

const session = {
  person: { id: "01935a3e-0000-7000-8000-000000000001", name: "Petra Lindemann", email: "petra@example.org" },
  cooperative: { id: "01935a3e-0000-7000-8000-000000000002", name: "Einkaufsgenossenschaft Niedersachsen" },
  cooperatives: [
    { id: "01935a3e-0000-7000-8000-000000000002", name: "Einkaufsgenossenschaft Niedersachsen" },
    { id: "01935a3e-0000-7000-8000-000000000003", name: "Einkaufsgenossenschaft Bremen" },
  ],
  roles: [
    {
      role: "procurement-officer",
      organisation: {
        id: "01935a3e-0000-7000-8000-000000000002",
        name: "Einkaufsgenossenschaft Niedersachsen",
        kind: "cooperative",
      },
    },
  ],
  acts: [
    "catalogue.read",
    "calloff.read",
    "round.read",
    "tender.read",
    "framework.read",
    "key.register",
    "cost.read",
  ],
  csrfToken: "t0ken",
  demo: true,
};

const refusal = (status: number, code: keyof typeof serverSentences.de) => ({
  status,
  body: {
    type: `/problems/${code}`,
    title: serverSentences.de[code],
    status,
    code,
    params: { demo: "true" },
  },
});

/** The part of the server in these tests: one person whose password is "richtig", and lists without entries. */
function newServer(failing: () => boolean) {
  let signedIn = false;
  return serveFiles(join(import.meta.dirname, "..", "dist"), (method, path, body): Answer => {
    if (failing()) return refusal(500, "internal");
    if (path !== "/api/v1/session")
      return signedIn ? { status: 200, body: { items: [] } } : refusal(401, "session.required");
    if (method === "POST") {
      signedIn = (body as { password?: string }).password === "richtig"; // the page under test wrote it
      return signedIn ? { status: 201, body: session } : refusal(401, "session.wrong-credentials");
    }
    if (method === "DELETE") {
      signedIn = false;
      return { status: 204 };
    }
    return { status: 200, body: signedIn ? session : { demo: false } };
  });
}

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function withPage(
  view: View,
  act: (page: Page, watched: Watched) => Promise<void>,
  failing: () => boolean = () => false,
) {
  const server = await newServer(failing);
  const watched = await openPage(browser, server.url, view);
  try {
    await act(watched.page, watched);
  } finally {
    await watched.close();
    server.stop();
  }
}

const enter = (page: Page) => signIn(page, session.person.email, "richtig");

test("signing in, in every view", () =>
  withPage({}, async (page, { expectNoErrors }) => {
    await visit(page, "/sign-in");
    await expectGoodInEveryView(page, "sign-in");
    expectNoErrors();
  }));

test("the shell, in every view", () =>
  withPage({}, async (page) => {
    await enter(page);
    await visit(page, "/no/such/page");
    await expectGoodInEveryView(page, "shell");
    await page.getByRole("button", { name: "Angemeldet als Petra Lindemann" }).click();
    await page.getByRole("button", { name: "Abmelden" }).waitFor();
    await expectGoodInEveryView(page, "session-menu");
  }));

test("wrong credentials are told above the form, and nothing is lost", () =>
  withPage({}, async (page) => {
    await visit(page, "/sign-in");
    await page.getByLabel("E-Mail-Adresse").fill("petra@example.org");
    await page.getByLabel("Passwort", { exact: true }).fill("falsch");
    await page.getByRole("button", { name: "Anmelden" }).click();
    const summary = page.getByRole("alert");
    await summary.getByText(serverSentences.de["session.wrong-credentials"]).waitFor();
    expect(await page.getByLabel("E-Mail-Adresse").inputValue()).toBe("petra@example.org");
    await expectAccessible(page);
  }));

test("who is not signed in comes back to where they wanted to go", () =>
  withPage({}, async (page) => {
    await visit(page, "/call-offs?state=placed");
    expect(new URL(page.url()).searchParams.get("next")).toBe("/call-offs?state=placed");
    await page.getByLabel("E-Mail-Adresse").fill("petra@example.org");
    await page.getByLabel("Passwort", { exact: true }).fill("richtig");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.getByRole("heading", { level: 1, name: "Abrufe" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/call-offs");
  }));

test("nobody is led to a foreign address after signing in", () =>
  withPage({}, async (page) => {
    await visit(page, "/sign-in?next=//evil.example/");
    await page.getByLabel("E-Mail-Adresse").fill("petra@example.org");
    await page.getByLabel("Passwort", { exact: true }).fill("richtig");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await page.locator(".session-menu").waitFor();
    expect(new URL(page.url()).hostname).toBe("127.0.0.1");
  }));

test("the navigation shows what one may do, and where one is", () =>
  withPage({}, async (page) => {
    await enter(page);
    const navigation = page.getByRole("navigation", { name: "Hauptnavigation" });
    expect(await navigation.getByRole("link").allTextContents()).toEqual([
      "Aufgaben",
      "Marktplatz",
      "Abrufe",
      "Bedarfsrunden",
      "Vergaben",
      "Rahmenvereinbarungen",
      "Öffnungsschlüssel",
      "Kosten",
    ]);
    await navigation.getByRole("link", { name: "Vergaben" }).click();
    await page.getByRole("heading", { level: 1, name: "Vergaben" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await page.title()).toBe("Vergaben – Allmende");
    expect(await navigation.getByRole("link", { name: "Vergaben" }).getAttribute("aria-current")).toBe(
      "page",
    );
  }));

test("the menu of a telephone works by keyboard alone", () =>
  withPage({ width: 390 }, async (page) => {
    await enter(page);
    await page.waitForFunction(() => document.activeElement?.tagName === "H1"); // where the page puts the keyboard
    await page.getByRole("button", { name: "Menü" }).press("Enter");
    await page.getByRole("link", { name: "Marktplatz" }).waitFor();
    await expectAccessible(page);
    await shoot(page, "menu-390-light");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Marktplatz" }).waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Marktplatz" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Marktplatz" }).waitFor();
    await page.getByRole("link", { name: "Vergaben" }).waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Menü" }).click();
    await page.getByRole("link", { name: "Marktplatz" }).click(); // the page that is there
    await page.getByRole("link", { name: "Vergaben" }).waitFor({ state: "hidden" });
  }));

test("the first key leads over the head of the page to its content", () =>
  withPage({}, async (page) => {
    await enter(page);
    await visit(page, "/tenders");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  }));

test("signing out forgets everything", () =>
  withPage({}, async (page) => {
    await enter(page);
    await page.getByRole("button", { name: "Angemeldet als Petra Lindemann" }).click();
    await page.getByRole("button", { name: "Abmelden" }).click();
    await page.getByRole("heading", { level: 1, name: "Anmelden" }).waitFor();
    await visit(page, "/tenders");
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }));

test("language and theme are kept over a reload", () =>
  withPage({}, async (page) => {
    await visit(page, "/sign-in");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    const theme = page.getByRole("button", { name: /^Appearance/ });
    await theme.click();
    await theme.click();
    await page.reload();
    await settled(page);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Sign in");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator("html").getAttribute("data-kern-theme")).toBe("dark");
    await expectAccessible(page);
  }));

test("an address that does not exist is told as such", () =>
  withPage({}, async (page) => {
    await enter(page);
    await visit(page, "/no/such/page");
    await page.getByRole("heading", { level: 1, name: "Seite nicht gefunden" }).waitFor();
    await expectAccessible(page);
    await shoot(page, "not-found-1440-light");
  }));

test("a service that fails is told as such, and trying again helps once it is back", () => {
  let failing = true;
  return withPage(
    {},
    async (page) => {
      await visit(page, "/sign-in");
      await page.getByRole("heading", { level: 1, name: "Das hat nicht geklappt" }).waitFor();
      await expectAccessible(page);
      await shoot(page, "failure-1440-light");
      failing = false;
      await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
      await page.getByRole("heading", { level: 1, name: "Anmelden" }).waitFor();
    },
    () => failing,
  );
});

test("the first page loads less than 200 kB of compressed script", () =>
  withPage({}, async (page) => {
    const { gzipSync } = await import("node:zlib");
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js"))
        scripts.push(response.body().then((script) => gzipSync(script).length));
    });
    await visit(page, "/sign-in");
    await page.waitForLoadState("networkidle");
    const size = (await Promise.all(scripts)).reduce((sum, script) => sum + script, 0);
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(200_000);
  }));
