import { CopyButton } from "./CopyButton";
import "./Fingerprint.css";

/** How many characters stand together: as many as a voice reads in one breath. */
const groupLength = 4;

/** A hash or a key: nobody reads it as words, but people compare it and take it along. */
export function Fingerprint(props: { label: string; value: string }) {
  const { label, value } = props;
  return (
    <span className="ui-fingerprint">
      <span className="ui-code">
        <Groups value={value} />
      </span>
      <CopyButton label={label} value={value} />
    </span>
  );
}

/** A fingerprint that two people read to each other, group by group in lines of four. */
export function FingerprintToCompare(props: { label: string; value: string }) {
  return (
    <p className="ui-code ui-fingerprint-lines">
      <span className="kern-sr-only">{props.label}: </span>
      <Groups value={props.value} />
    </p>
  );
}

/** The groups stand apart by the style sheet alone: what is selected and copied has no gaps. */
function Groups(props: { value: string }) {
  return Array.from({ length: Math.ceil(props.value.length / groupLength) }, (_, index) => {
    const at = index * groupLength;
    return (
      <span key={at} className="ui-fingerprint__group">
        {props.value.slice(at, at + groupLength)}
        <wbr />
      </span>
    );
  });
}
