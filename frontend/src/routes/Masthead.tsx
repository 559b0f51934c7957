import type { Session } from "../api/session";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { BasketLink } from "./BasketLink";
import { TextLink } from "./links";
import { MenuNavigation } from "./Navigation";
import { LanguageSwitch, ThemeSwitch } from "./Preferences";
import { SessionMenu } from "./SessionMenu";
import "./Masthead.css";

/** The head of the service: KERN's Kopfzeile, the product with the cooperative's name, and the session. */
export function Masthead(props: { session: Session | undefined }) {
  const { session } = props;
  const text = useText(shared);
  return (
    <header className="masthead">
      <div className="kern-kopfzeile">
        <div className="masthead__line">
          <div className="kern-kopfzeile__content">
            <span className="kern-kopfzeile__label">{text.claim}</span>
          </div>
          <div className="masthead__preferences">
            <ThemeSwitch />
            <LanguageSwitch />
          </div>
        </div>
      </div>
      <div className="masthead__product">
        <div className="masthead__line">
          <div className="masthead__names">
            <TextLink to="/" className="masthead__name">
              <Mark />
              {text.product}
            </TextLink>
            {session && <span className="masthead__cooperative">{session.cooperative.name}</span>}
          </div>
          {session && (
            <div className="masthead__controls">
              {session.acts.includes("calloff.place") && <BasketLink />}
              <SessionMenu session={session} />
              <MenuNavigation acts={session.acts} />
            </div>
          )}
        </div>
      </div>
    </header>
  );
}

/** Four fields of a common; one of them is one's own. */
function Mark() {
  return (
    <svg className="masthead__mark" viewBox="0 0 18 18" width="28" height="28" aria-hidden="true">
      <path d="M0 0h8v8H0zM10 0h8v8h-8zM0 10h8v8H0z" fill="currentColor" />
      <path d="M10 10h8v8h-8z" className="masthead__mark-own" />
    </svg>
  );
}
