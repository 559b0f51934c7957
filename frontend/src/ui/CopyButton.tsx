import { useState } from "react";
import { Button } from "./Button";
import { useWords } from "./words";

/** Puts a text that people take along on the clipboard. */
export function CopyButton(props: { label: string; value: string }) {
  const { label, value } = props;
  const { words } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <Button
      variant="tertiary"
      small
      icon={copied ? "check" : "content-copy"}
      iconOnly
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      {copied ? words.copied : words.copy(label)}
    </Button>
  );
}
