import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { isSignedIn, sessionQuery } from "../api/session";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { arrive } from "../ui/heading";
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
  useArrivalFocus();
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

/**
 * After a navigation, those who do not see the page hear its heading, or are where its work begins. Whoever goes
 * back to a page has begun already; and a page that the browser loads it reads out by itself.
 */
function useArrivalFocus() {
  const router = useRouter();
  useEffect(() => {
    arrive({ start: !cameBack(), heading: false });
    let opened = true;
    const forget = router.history.subscribe(({ action }) => {
      opened = action.type === "PUSH" || action.type === "REPLACE";
    });
    const leave = router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
      if (!fromLocation || !pathChanged) return;
      arrive({ start: opened, heading: true });
      ageNotices();
    });
    return () => {
      forget();
      leave();
    };
  }, [router]);
}

/** Whether the browser has loaded the application because somebody went back to it, or on. */
function cameBack(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => "type" in entry && entry.type === "back_forward");
}
