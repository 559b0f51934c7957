import { createLink, type LinkComponent } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";
import { type ButtonVariant, buttonClasses } from "../ui/Button";
import { classes } from "../ui/classes";
import { Icon, type IconName } from "../ui/Icon";

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  ref?: Ref<HTMLAnchorElement>;
}

function TextAnchor(props: AnchorProps) {
  return <a {...props} className={classes("kern-link", "kern-link--no-visited-state", props.className)} />;
}

interface ButtonAnchorProps extends AnchorProps {
  variant?: ButtonVariant;
  small?: boolean;
  icon?: IconName;
}

function ButtonAnchor(props: ButtonAnchorProps) {
  const { variant, small, icon, children, ...rest } = props;
  return (
    <a {...rest} className={buttonClasses(variant, small)}>
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
    </a>
  );
}

/** A link in text or in a table, to a route by its path and params. */
export const TextLink: LinkComponent<typeof TextAnchor> = createLink(TextAnchor);

/** A link that looks like a button: it leads to where something is done. */
export const ButtonLink: LinkComponent<typeof ButtonAnchor> = createLink(ButtonAnchor);
