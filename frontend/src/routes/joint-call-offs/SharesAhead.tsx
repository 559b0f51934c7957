import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { jointQuoteQuery } from "../../api/joints";
import { Problem } from "../../api/problem";
import { jointsText } from "../../text/joints";
import { sentenceOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { useSettled } from "../../ui/useSettled";
import { useFormat } from "../../ui/words";
import { type JointDraft, quotable } from "./draft";
import { Derivations, ShareTable } from "./ShareTable";

const pauseMs = 300;

/** What each would bear of what stands in the form, before anything is reserved. */
export function SharesAhead(props: { draft: JointDraft }) {
  const text = useText(jointsText);
  const format = useFormat();
  const wish = useSettled(quotable(props.draft) ?? null, pauseMs);
  const quote = useQuery({ ...jointQuoteQuery(wish), placeholderData: keepPreviousData });
  return (
    <section className="ui-section" aria-labelledby="shares-ahead" aria-live="polite">
      <h2 id="shares-ahead" className="kern-heading-medium">
        {text.ahead}
      </h2>
      {!wish && <p className="kern-body ui-text">{text.aheadMissing}</p>}
      {wish && quote.isError && (
        <Alert
          tone="warning"
          title={quote.error instanceof Problem ? sentenceOf(quote.error) : quote.error.message}
        />
      )}
      {wish && quote.data && !quote.isError && (
        <>
          <p className="kern-body ui-text">{text.aheadHint}</p>
          <ShareTable
            caption={text.shares}
            lines={quote.data.lines}
            total={quote.data.total}
            shares={quote.data.shares}
            after={[
              {
                key: "approval",
                header: text.consent,
                cell: ({ needsApproval, approvalLimit }) =>
                  needsApproval ? text.aheadApprover(format.money(approvalLimit)) : text.aheadBuyer,
              },
            ]}
          />
          <Derivations shares={quote.data.shares} />
        </>
      )}
    </section>
  );
}
