import { useState } from "react";
import { Button } from "./Button";
import "./Fingerprint.css";
import { useWords } from "./words";

/** A hash or a key: nobody reads it as words, but people compare it and take it along. */
export function Fingerprint(props: { label: string; value: string }) {
  const { label, value } = props;
  const { words } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <span className="ui-fingerprint">
      <span className="ui-code">{value}</span>
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
    </span>
  );
}
