import type { Browser, Page, Request } from "playwright-core";
import { expect } from "vitest";
import type { Allmende } from "../allmende";
import { expectAccessible, openPage, settled, shoot, signIn, type View, visit } from "../browser";

/** What everybody does at their browser; the roles build on it. */
export interface Person {
  page: Page;
  /** Goes on by the navigation at the side. */
  chooses: (target: string) => Promise<void>;
  reloads: () => Promise<void>;
  follows: (link: string | RegExp) => Promise<void>;
  /** Waits until the page with this heading has come. */
  reaches: (heading: string) => Promise<void>;
  presses: (button: string) => Promise<void>;
  /** Says yes in the dialog that has come up. */
  confirms: (title: string, act: string) => Promise<void>;
  /** Waits until the text stands on the page. */
  reads: (text: string | RegExp) => Promise<void>;
  /** The button is there, does nothing, and this is why. */
  cannotPress: (button: string, reason: RegExp) => Promise<void>;
  /** The page as it stands is good for everybody; a picture is kept. */
  looks: (picture: string) => Promise<void>;
  /** Which of the texts were on the page as it stands, or ever in an answer of the server. */
  everSaw: (texts: readonly string[]) => Promise<string[]>;
  /** Goes home; nothing may have gone wrong on any page. */
  leaves: () => Promise<void>;
}

/** Lets somebody of the demonstration sign in at a browser of their own; pictures are called after the journey. */
export async function enter(
  browser: Browser,
  allmende: Allmende,
  journey: string,
  email: string,
  view: View = {},
): Promise<Person> {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url, view);
  const answers: Promise<string>[] = [];
  const asked = new Set<Request>();
  page.on("request", (request) => asked.add(request));
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  page.on("response", (response) => {
    // What was given up half-way because the page was left has been seen by nobody.
    if (response.url().includes("/api/")) answers.push(response.text().catch(() => ""));
  });
  await signIn(page, email, allmende.password());
  const reads = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const reaches = (heading: string) => page.getByRole("heading", { level: 1, name: heading }).waitFor();
  const quiet = () => expect.poll(() => asked.size, { timeout: 30_000 }).toBe(0);
  return {
    page,
    reads,
    reloads: () => visit(page, page.url()),
    chooses: async (target) => {
      const narrow = (page.viewportSize()?.width ?? 1440) < 600;
      if (narrow) await quiet(); // the menu closes when the page that is on its way has come
      if (narrow) await page.getByRole("button", { name: "Menü" }).click();
      await page
        .getByRole("navigation", { name: "Hauptnavigation" })
        .getByRole("link", { name: target })
        .click();
      await reaches(target);
      await quiet();
    },
    follows: async (link) => {
      await page.locator("main h1").evaluate((heading) => heading.setAttribute("data-left", ""));
      await page.getByRole("main").getByRole("link", { name: link }).first().click();
      await page.locator("main h1:not([data-left])").waitFor();
      await quiet();
    },
    reaches,
    presses: (button) => page.getByRole("main").getByRole("button", { name: button, exact: true }).click(),
    confirms: async (title, act) => {
      const dialog = page.getByRole("dialog", { name: title });
      await expectAccessible(page);
      await dialog.getByRole("button", { name: act, exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
    },
    cannotPress: async (name, reason) => {
      const button = page.getByRole("main").getByRole("button", { name, exact: true });
      expect(await button.getAttribute("aria-disabled"), `${name} is disabled`).toBe("true");
      const described = await button.getAttribute("aria-describedby");
      expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(reason);
    },
    looks: async (picture) => {
      await quiet();
      await settled(page);
      await expectAccessible(page);
      await page.evaluate(() => window.scrollTo(0, 0));
      await shoot(page, `${journey}-${picture}`);
    },
    everSaw: async (texts) => {
      const seen = [
        await page.locator("body").innerText(),
        await page.content(),
        ...(await Promise.all(answers)),
      ];
      // The end of a longer figure is another one.
      const alone = (text: string) => new RegExp(`(?<![\\d.,])${text.replaceAll(".", "\\.")}(?!\\d)`);
      return texts.filter((text) => seen.some((each) => alone(text).test(each)));
    },
    leaves: async () => {
      expectNoErrors();
      await close();
    },
  };
}
