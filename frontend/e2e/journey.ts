import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { openPage, shoot, startBrowser, type View } from "./browser";
import { opener } from "./purchase/opener";
import { enter, type Person } from "./purchase/person";

/** A journey of several people, each at a browser of their own, through an installation of their own. */
export interface Journey {
  /** Where they are; only while steps run. */
  installation: () => Allmende;
  /** Lets somebody of the demonstration come in. */
  arrives: (email: string, view?: View) => Promise<Person>;
  /** Lets an opening officer come in, who has the key file of the demonstration. */
  arrivesWithKey: (email: string) => Promise<ReturnType<typeof opener>>;
  /** Lets somebody come by who has no account. */
  comesBy: (view?: View) => ReturnType<typeof openPage>;
  /** All go home; nothing may have gone wrong on any page. */
  everybodyLeaves: () => Promise<void>;
}

/**
 * Sets a journey up for the tests of a file, which are its steps; its pictures are called after it. The
 * installation's environment is what `settings` answers when it starts.
 */
export function journey(
  name: string,
  settings: () => Promise<Record<string, string>> | undefined = () => undefined,
): Journey {
  let browser: Browser;
  let allmende: Allmende;
  const people: Person[] = [];
  const present = () => people.filter(({ page }) => !page.isClosed());
  beforeAll(async () => {
    [browser, allmende] = await Promise.all([startBrowser(), startAllmende(await settings())]);
  });
  afterAll(async () => {
    await browser?.close();
    await allmende?.stop();
  });
  // Each step goes on where the one before ended: after a failure the rest would only fail slowly.
  let failed = false;
  beforeEach(({ skip, onTestFailed }) => {
    skip(failed, "an earlier step failed");
    onTestFailed(async () => {
      failed = true;
      for (const [index, { page }] of present().entries()) await shoot(page, `${name}-failed-${index + 1}`);
    });
  });
  const arrives: Journey["arrives"] = async (email, view) => {
    const person = await enter(browser, allmende, name, email, view);
    people.push(person);
    return person;
  };
  return {
    installation: () => allmende,
    arrives,
    comesBy: (view) => openPage(browser, allmende.url, view),
    arrivesWithKey: async (email) => opener(await arrives(email), allmende, email),
    everybodyLeaves: async () => {
      for (const person of present()) await person.leaves();
    },
  };
}
