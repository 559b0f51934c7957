import { shared } from "../text/shared";
import { useText } from "../text/text";
import "./Footer.css";

/** The foot of every page: what this is, in which version, and how programs talk to it. */
export function Footer() {
  const text = useText(shared);
  return (
    <footer className="footer">
      <ul className="footer__line" aria-label={text.footer.label}>
        <li>{text.footer.version(__VERSION__)}</li>
        <li>{text.footer.licence}</li>
        <li>
          <a className="kern-link kern-link--small kern-link--no-visited-state" href="/api">
            {text.footer.api}
          </a>
        </li>
      </ul>
    </footer>
  );
}
