import { expect, test } from "vitest";
import { actorName, eventsText } from "./events";

test("an event without a name says why: nobody was signed in, or nobody may know yet who asks to take part", () => {
  const text = eventsText.de;
  const event = { action: "tender.request-handed-in", actor: "", objectType: "tender" };
  expect(actorName(event, text)).toBe("Name erst nach der Teilnahmefrist");
  expect(actorName({ ...event, actor: "Petra Sommer" }, text)).toBe("Petra Sommer");
  expect(actorName({ ...event, action: "session.refused", objectType: "session" }, text)).toBe(
    "ohne Anmeldung",
  );
});
