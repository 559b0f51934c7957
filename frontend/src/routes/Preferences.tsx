import { useSyncExternalStore } from "react";
import { currentTheme, setLanguage, setTheme, subscribePreferences, type Theme } from "../lib/preferences";
import { shared } from "../text/shared";
import { useLanguage, useText } from "../text/text";
import { Icon, type IconName } from "../ui/Icon";
import "./Preferences.css";

/** Changes to the other language; its name stands in that language. */
export function LanguageSwitch() {
  const text = useText(shared);
  const other = useLanguage() === "de" ? "en" : "de";
  return (
    <button type="button" className="preference" lang={other} onClick={() => setLanguage(other)}>
      <Icon name="language" size="small" />
      {text.preferences.otherLanguage}
    </button>
  );
}

const icons: Record<Theme, IconName> = {
  system: "brightness-medium",
  light: "light-mode",
  dark: "dark-mode",
};
const after: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** Goes through the themes: like the system, light, dark. */
export function ThemeSwitch() {
  const text = useText(shared);
  const theme = useSyncExternalStore(subscribePreferences, currentTheme);
  return (
    <button type="button" className="preference" onClick={() => setTheme(after[theme])}>
      <Icon name={icons[theme]} size="small" />
      <span className="kern-sr-only">{text.preferences.theme}: </span>
      <span className="preference__theme">{text.preferences[theme]}</span>
    </button>
  );
}
