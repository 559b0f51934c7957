import type { Scheme } from "../../api/cost-pools";
import { runsText } from "../../text/runs";
import { useText } from "../../text/text";
import { useFormat } from "../../ui/words";
import { schemeSentences } from "./schemeSentences";

/** The rule of a split in words. */
export function SchemeInWords(props: { scheme: Scheme; version?: number | undefined }) {
  const { scheme, version } = props;
  const text = useText(runsText).scheme;
  const format = useFormat();
  return (
    <>
      {schemeSentences(scheme, text, format).join(" ")}
      {version !== undefined && <span className="ui-muted"> ({text.version(version)})</span>}
    </>
  );
}
