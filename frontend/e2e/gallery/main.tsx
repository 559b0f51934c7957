import "../../src/styles.css";
import { createRoot } from "react-dom/client";
import { applyPreferences } from "../../src/lib/preferences";
import { shared } from "../../src/text/shared";
import { WordsProvider } from "../../src/ui/words";
import { Gallery } from "./Gallery";

applyPreferences();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <WordsProvider words={shared.de.words} language="de">
      <Gallery />
    </WordsProvider>,
  );
}
