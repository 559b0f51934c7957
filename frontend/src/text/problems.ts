import { type FaultCode, type LocalCode, Problem } from "../api/problem";
import { currentLanguage } from "../lib/preferences";
import type { Refusal } from "../ui/Form";
import { texts } from "./text";

type Params = Readonly<Record<string, string>>;
type Sentence = string | ((params: Params) => string);

/** Every fault code in a sentence that a buyer understands. The compiler holds it against the contract. */
const sentences = texts<Record<FaultCode | LocalCode, Sentence>>({
  de: {
    "client.unreachable":
      "Der Dienst ist gerade nicht zu erreichen. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.",
    "client.unexpected": "Der Dienst hat unerwartet geantwortet. Versuchen Sie es noch einmal.",
    internal:
      "Im Dienst ist ein Fehler aufgetreten. Ihre Eingabe wurde nicht übernommen; versuchen Sie es später noch einmal.",
    "request.malformed": "Die Anfrage war nicht lesbar.",
    "request.too-large": "Das ist zu groß, um angenommen zu werden.",
    "request.unknown-field": "Die Anfrage enthält eine Angabe, die der Dienst nicht kennt.",
    "request.wrong-type": "Diese Angabe hat nicht die richtige Form.",
    "request.field-invalid": "Diese Angabe ist nicht gültig.",
    "request.key-missing": "Der Anfrage fehlt der Schlüssel, der doppelte Ausführung verhindert.",
    "request.version-missing": "Der Anfrage fehlt der Stand, auf den sie sich bezieht.",
    "request.unsupported-media-type": "In dieser Form nimmt der Dienst nichts an.",
    "route.not-found": "Diese Adresse gibt es nicht.",
    "route.method-not-allowed": "Das ist an dieser Adresse nicht möglich.",
    "session.required": "Bitte melden Sie sich an.",
    "session.wrong-credentials": "E-Mail-Adresse oder Passwort stimmt nicht.",
    "session.throttled":
      "Zu viele Versuche. Bitte warten Sie einen Augenblick, und versuchen Sie es dann noch einmal.",
    "session.csrf": "Ihre Sitzung passt nicht mehr zu dieser Seite. Laden Sie die Seite neu.",
    "idempotency.other-body":
      "Diese Anfrage wurde schon einmal mit anderen Angaben gestellt. Laden Sie die Seite neu.",
    "idempotency.running":
      "Dieselbe Anfrage wird gerade schon ausgeführt. Bitte warten Sie einen Augenblick.",
    "object.not-found": "Das gibt es nicht, oder es ist nicht für Sie bestimmt.",
    "object.stale":
      "Inzwischen hat jemand anders etwas geändert. Laden Sie die Seite neu, und prüfen Sie den neuen Stand.",
    "access.forbidden": "Dafür fehlt Ihnen die Berechtigung.",
    "access.same-person": "Das muss eine andere Person tun als die, die es vorgelegt hat.",
    "id.malformed": "Diese Kennung ist nicht gültig.",
    "cursor.malformed": "Die Liste lässt sich von hier nicht fortsetzen. Laden Sie die Seite neu.",
    "money.malformed": "Bitte einen Betrag eingeben, zum Beispiel 1.234,50.",
    "money.finer-than-cent": "Ein Betrag hat höchstens zwei Nachkommastellen.",
    "money.price-malformed": "Bitte einen Preis mit höchstens sechs Nachkommastellen eingeben.",
    "quantity.malformed": "Bitte eine Menge mit höchstens drei Nachkommastellen eingeben.",
  },
  en: {
    "client.unreachable": "The service cannot be reached at the moment. Check your connection and try again.",
    "client.unexpected": "The service gave an unexpected answer. Please try again.",
    internal:
      "Something went wrong inside the service. What you entered was not taken; please try again later.",
    "request.malformed": "The request could not be read.",
    "request.too-large": "This is too large to be accepted.",
    "request.unknown-field": "The request contains a field that the service does not know.",
    "request.wrong-type": "This value does not have the right form.",
    "request.field-invalid": "This value is not valid.",
    "request.key-missing": "The request lacks the key that prevents doing it twice.",
    "request.version-missing": "The request lacks the version it refers to.",
    "request.unsupported-media-type": "The service does not accept anything in this form.",
    "route.not-found": "There is no such address.",
    "route.method-not-allowed": "This is not possible at this address.",
    "session.required": "Please sign in.",
    "session.wrong-credentials": "E-mail address or password is wrong.",
    "session.throttled": "Too many attempts. Please wait a moment and try again.",
    "session.csrf": "Your session no longer fits this page. Please reload the page.",
    "idempotency.other-body": "This request was made before with other content. Please reload the page.",
    "idempotency.running": "The same request is being carried out right now. Please wait a moment.",
    "object.not-found": "This does not exist, or it is not meant for you.",
    "object.stale":
      "Somebody else changed something in the meantime. Reload the page and check the new state.",
    "access.forbidden": "You do not have the right to do this.",
    "access.same-person": "Somebody other than the person who submitted it has to do this.",
    "id.malformed": "This identifier is not valid.",
    "cursor.malformed": "The list cannot be continued from here. Please reload the page.",
    "money.malformed": "Please enter an amount, for example 1,234.50.",
    "money.finer-than-cent": "An amount has at most two decimals.",
    "money.price-malformed": "Please enter a price with at most six decimals.",
    "quantity.malformed": "Please enter a quantity with at most three decimals.",
  },
});

/** What went wrong, in a sentence of the interface's language. */
export function sentenceOf(problem: Problem): string {
  // A server newer than this page may know codes that the page does not; its title is a sentence too.
  const sentence: Sentence | undefined = sentences[currentLanguage()][problem.code];
  if (sentence === undefined) return problem.title;
  return typeof sentence === "string" ? sentence : sentence(problem.params);
}

/** Does an act and gives back the refusal in words, as a form shows it; what is no refusal goes on as an error. */
export async function refusalOf(act: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { message: sentenceOf(error), field: error.field, rule: error.rule };
  }
}
