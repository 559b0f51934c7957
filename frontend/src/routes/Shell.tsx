import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { isSignedIn, sessionQuery } from "../api/session";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { focusHeading } from "../ui/heading";
import { Notices } from "../ui/Notices";
import { ageNotices } from "../ui/notify";
import { Footer } from "./Footer";
import { Masthead } from "./Masthead";
import { SideNavigation } from "./Navigation";
import "./Shell.css";

/** What stands around every page: header, navigation, notices, footer. */
export function Shell() {
  const text = useText(shared);
  const { data: session } = useSuspenseQuery(sessionQuery);
  const signedIn = isSignedIn(session) ? session : undefined;
  useHeadingFocus();
  return (
    <div className="shell">
      <a className="shell__skip kern-link" href="#content">
        {text.skip}
      </a>
      <Masthead session={signedIn} />
      <div className="shell__middle">
        {signedIn && <SideNavigation acts={signedIn.acts} />}
        <main id="content" tabIndex={-1} className="shell__content">
          <Outlet />
        </main>
      </div>
      <Footer />
      <Notices />
    </div>
  );
}

/** After a navigation, those who do not see the page hear its heading. */
function useHeadingFocus() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
        if (!fromLocation || !pathChanged) return;
        focusHeading();
        ageNotices();
      }),
    [router],
  );
}
