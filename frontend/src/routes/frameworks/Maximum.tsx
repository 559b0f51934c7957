import type { Framework } from "../../api/frameworks";
import { percentOf } from "../../lib/decimal";
import { contractsText } from "../../text/contracts";
import { frameworksText } from "../../text/frameworks";
import { useText } from "../../text/text";
import { Alert, type Tone } from "../../ui/Alert";
import { Card } from "../../ui/Card";
import { DescriptionList } from "../../ui/DescriptionList";
import { MaximumBar } from "../../ui/Progress";
import { useFormat } from "../../ui/words";
import { ObjectLink } from "../objects";
import "./FrameworkPage.css";
import { NoteButton } from "./Standing";
import { type Warning, warningOf } from "./warning";

const tones: Record<Warning, Tone> = { notice: "info", soon: "warning", last: "warning", reached: "danger" };

/** What is drawn of the maximum, with the warning it calls for, and the terms of the contract. */
export function Maximum(props: { framework: Framework }) {
  const { framework } = props;
  const text = useText(frameworksText);
  const contracts = useText(contractsText);
  const format = useFormat();
  const warning = warningOf(framework.drawn, framework.maximumValue);
  const percent = format.percent(percentOf(framework.drawn, framework.maximumValue));
  const title = warning && (warning === "reached" ? text.warning.reached : text.warning[warning](percent));
  return (
    <>
      {warning && title && (
        <Alert tone={tones[warning]} title={title}>
          <p>{text.warningText[warning]}</p>
          <NoteButton framework={framework} />
        </Alert>
      )}
      <div className="framework-top">
        <Card title={text.maximumLabel}>
          <MaximumBar
            label={text.drawn}
            drawn={framework.drawn}
            remaining={framework.remaining}
            maximum={framework.maximumValue}
          />
          {Number(framework.reserved) > 0 && (
            <DescriptionList facts={[[contracts.reserved, format.money(framework.reserved)]]} />
          )}
          <p className="kern-body kern-body--small kern-body--muted">{text.maximumNote}</p>
        </Card>
        <Card title={text.facts}>
          <DescriptionList
            facts={[
              [
                text.tender,
                <ObjectLink key="tender" type="tender" id={framework.tender.id}>
                  {framework.tender.name}
                </ObjectLink>,
              ],
              [text.lot, framework.lotTitle],
              [text.quotaMode, text.quotaModes[framework.quotaMode]],
              [text.entitled, text.entitledMembers(framework.entitledCount)],
            ]}
          />
        </Card>
      </div>
    </>
  );
}
