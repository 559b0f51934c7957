import "./styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyPreferences } from "./lib/preferences";
import { newQueryClient } from "./queries";
import { newRouter } from "./router";
import { shared } from "./text/shared";
import { useLanguage } from "./text/text";
import { WordsProvider } from "./ui/words";

function Words(props: { children: ReactNode }) {
  const language = useLanguage();
  return (
    <WordsProvider words={shared[language].words} language={language}>
      {props.children}
    </WordsProvider>
  );
}

applyPreferences();
const queries = newQueryClient();
const router = newRouter(queries);
const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Words>
        <RouterProvider router={router} />
      </Words>
    </QueryClientProvider>
  </StrictMode>,
);
