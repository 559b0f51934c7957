import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import {
  expectAccessible,
  expectGoodInEveryView,
  openPage,
  shoot,
  signIn,
  startBrowser,
  visit,
} from "./browser";
import { type PageUnderTest, pages, people } from "./pages";

type Cookies = Parameters<BrowserContext["addCookies"]>[0];

let browser: Browser;
let allmende: Allmende;
const sessions = new Map<keyof typeof people, Cookies>();

beforeAll(async () => {
  [browser, allmende] = await Promise.all([startBrowser(), startAllmende()]);
});
afterAll(async () => {
  await browser?.close();
  await allmende?.stop();
});

/** Signs every person in once; hashing a password takes its time. */
async function sessionOf(who: keyof typeof people): Promise<Cookies> {
  const kept = sessions.get(who);
  if (kept) return kept;
  const { page, close } = await openPage(browser, allmende.url);
  await signIn(page, people[who], allmende.password());
  const cookies = await page.context().cookies();
  sessions.set(who, cookies);
  await close();
  return cookies;
}

function nameOf({ path, as, follow, named, onward, further, view }: PageUnderTest): string {
  const name = path.replaceAll(/[^a-z]+/g, "-").replace(/^-|-$/g, "") || "start";
  const one = follow && (named?.source.toLowerCase() ?? "one");
  const two = onward && (onward.source.includes("run") ? "run" : "two");
  const last = view?.replaceAll(/[^a-z]+/g, "-").replace(/^-(tab-)?/, "");
  return [name, one, two, further && "three", last, as].filter(Boolean).join("-");
}

/** Goes to the page, or from it to the first object that it leads to. */
async function reach(page: Page, { path, follow, named, onward, further, view }: PageUnderTest) {
  await visit(page, path);
  if (follow) await go(page, follow, named);
  if (onward) await go(page, onward);
  if (further) await go(page, further);
  if (view) await visit(page, page.url() + view);
}

async function go(page: Page, to: RegExp, named = /./) {
  const links = await page.locator("main a[href]").evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href") ?? "",
      text: link.textContent ?? "",
      row: link.closest("tr")?.textContent ?? "",
    })),
  );
  const fitting = links.filter(({ href }) => to.test(href));
  const first = fitting.find(({ text }) => named.test(text)) ?? fitting.find(({ row }) => named.test(row));
  if (!first) throw new Error(`no link like ${to} on ${page.url()}, only: ${JSON.stringify(links)}`);
  await visit(page, first.href);
}

test.concurrent.each(pages.map((page) => ({ ...page, name: nameOf(page) })))(
  "$name, as $as",
  async (shown) => {
    for (const language of ["de", "en"] as const) {
      const { page, expectNoErrors, close } = await openPage(browser, allmende.url, { language });
      if (shown.as) await page.context().addCookies(await sessionOf(shown.as));
      await reach(page, shown);
      if (language === "de") {
        await expectGoodInEveryView(page, shown.name);
      } else {
        await expectAccessible(page);
        await shoot(page, `${shown.name}-english`);
      }
      expectNoErrors();
      await close();
    }
  },
);
