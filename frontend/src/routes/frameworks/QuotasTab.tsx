import { Suspense } from "react";
import type { Framework } from "../../api/frameworks";
import { today } from "../../lib/date";
import { contractsText } from "../../text/contracts";
import { useText } from "../../text/text";
import { Loader } from "../../ui/Loader";
import { useFormat } from "../../ui/words";
import { Quotas } from "./Quotas";
import { Successions } from "./Successions";
import { Transfers } from "./Transfers";

/** Who may draw how much, what passed from member to member, and who took whose place. */
export function QuotasTab(props: { framework: Framework }) {
  const { framework } = props;
  const { flowsBackOn } = framework;
  const text = useText(contractsText).quotas;
  const format = useFormat();
  const flown = flowsBackOn !== undefined && flowsBackOn <= today();
  return (
    <div className="ui-section">
      {flowsBackOn && (
        <p className="kern-body ui-text">
          {flown ? text.flowedBack(format.date(flowsBackOn)) : text.flowsBack(format.date(flowsBackOn))}
        </p>
      )}
      <Quotas framework={framework} />
      <Suspense fallback={<Loader />}>
        {framework.quotaMode !== "first-come" && <Transfers framework={framework} />}
        <Successions framework={framework} />
      </Suspense>
    </div>
  );
}
