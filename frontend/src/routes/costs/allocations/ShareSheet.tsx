import type { ReactNode } from "react";
import type { Allocation, Share } from "../../../api/allocations";
import { compareDecimals } from "../../../lib/decimal";
import { runsText } from "../../../text/runs";
import { useText } from "../../../text/text";
import { useFormat } from "../../../ui/words";
import { CostTable } from "../CostTable";
import { SchemeInWords } from "../SchemeInWords";
import "./ShareSheet.css";
import { computation } from "./formula";
import { thresholdOf, unitsLeftFor } from "./stage";
import { Weight } from "./Weight";

interface SheetProps {
  allocation: Allocation;
  share: Share;
}

const isNought = (amount: string) => compareDecimals(amount, "0") === 0;

/** How one share comes about, step by step from the costs to what is booked. */
export function ShareSheet(props: SheetProps) {
  const { allocation, share } = props;
  const { sheet: text, allocation: words } = useText(runsText);
  const format = useFormat();
  return (
    <ol className="share-sheet">
      <Step title={text.step.costs} result={format.money(allocation.total)}>
        <p>
          {text.costsText(format.span(allocation.from, allocation.to))}{" "}
          <SchemeInWords scheme={allocation.scheme} version={allocation.schemeVersion} />
        </p>
        {allocation.mode === "cumulative" && <p>{text.cumulative}</p>}
        {allocation.split !== undefined && (
          <p>{text.splitText(format.money(allocation.split), format.money(allocation.total))}</p>
        )}
        {allocation.costs.length > 1 && (
          <CostTable
            caption={words.costs}
            costs={allocation.costs}
            net={allocation.total}
            vat={allocation.vat}
          />
        )}
      </Step>
      {share.weightSource.startsWith("none ") ? (
        <Step title={text.step.weight} result={format.number(share.weight)}>
          <p>{text.absent}</p>
        </Step>
      ) : (
        <>
          <Step title={text.step.weight} result={format.number(share.weight)}>
            <Weight allocation={allocation} share={share} />
          </Step>
          <Group {...props} />
          <Quota {...props} />
          <Cent {...props} />
          <Bound {...props} />
        </>
      )}
      {share.base !== undefined && !isNought(share.base) && (
        <Step title={text.step.base} result={format.money(share.base)}>
          <p>{text.baseText(format.money(share.base))}</p>
        </Step>
      )}
      <Net {...props} />
      <Step title={text.step.vat} result={`+ ${format.money(share.vat)}`}>
        <p>{allocation.regime === "cost-sheet" ? text.vatText : text.vatOwn}</p>
      </Step>
      {!isNought(share.granted) && (
        <Step title={text.step.grant} result={`− ${format.money(share.granted)}`}>
          <p>{text.grantText}</p>
        </Step>
      )}
      <Step title={text.step.bears} result={format.money(share.bears)} strong>
        <p>{text.bearsText}</p>
      </Step>
      <Step title={text.step.booked} result={format.money(share.booked)} strong>
        <p>
          {text.beforeText}: <span className="ui-figures">{format.money(share.before)}</span>.{" "}
          {text.bookedText}.
        </p>
      </Step>
    </ol>
  );
}

/** One line of the sheet: what, how, and what comes out of it. */
function Step(props: { title: string; result: string; strong?: boolean; children?: ReactNode }) {
  const { title, result, strong, children } = props;
  return (
    <li className={strong ? "share-step share-step--strong" : "share-step"}>
      <div className="share-step__line">
        <h2 className="share-step__title">{title}</h2>
        <span className="share-step__result">{result}</span>
      </div>
      {children && <div className="share-step__how">{children}</div>}
    </li>
  );
}

function Group(props: SheetProps) {
  const { allocation, share } = props;
  const text = useText(runsText).sheet;
  const format = useFormat();
  const group = allocation.groups.find(({ name }) => name === share.group);
  if (!group) return null;
  return (
    <Step title={text.step.group} result={format.money(group.share)}>
      <p>{text.groupText(group.name, format.money(group.share), format.figures(group.weight))}</p>
      {group.formula && <Lines lines={group.formula.split("; ")} />}
    </Step>
  );
}

function Quota(props: SheetProps) {
  const { share } = props;
  const text = useText(runsText).sheet;
  const format = useFormat();
  if (share.held) return null;
  return (
    <Step title={text.step.quota} result={format.money(share.floor)}>
      <Lines lines={computation(share.formula, share).first} />
      <p>{text.floorText(format.money(share.floor), format.figures(share.remainder))}</p>
    </Step>
  );
}

/** Whether one of the cents left over went here, and why. In groups each has its own cents left. */
function Cent(props: SheetProps) {
  const { allocation, share } = props;
  const text = useText(runsText).sheet;
  const format = useFormat();
  if (share.held) return null;
  const left = unitsLeftFor(allocation, share);
  const remainder = format.figures(share.remainder);
  const limit = thresholdOf(allocation, share);
  const threshold = limit && format.figures(limit);
  return (
    <Step title={text.step.cent} result={`+ ${format.money(share.extra ? "0.01" : "0.00")}`}>
      {left === 0 ? (
        <p>{text.exact}</p>
      ) : (
        <>
          <p>
            {text.unitsLeft(left)}{" "}
            {threshold &&
              (share.extra ? text.extra(remainder, threshold) : text.noExtra(remainder, threshold))}
          </p>
          <p>{text.tie(share.tieKey)}</p>
          {share.extra && <Lines lines={[computation(share.formula, share).cent ?? ""]} />}
        </>
      )}
    </Step>
  );
}

function Bound(props: SheetProps) {
  const { allocation, share } = props;
  const text = useText(runsText).sheet;
  const format = useFormat();
  if (!share.held && allocation.level === undefined) return null;
  return (
    <Step title={text.step.bound} result={share.bound ? format.money(share.bound) : ""}>
      {share.held && share.bound && <p>{text.held[share.held](format.money(share.bound))}</p>}
      {allocation.level !== undefined && <p>{text.level(format.figures(allocation.level))}</p>}
      {share.held && <Lines lines={computation(share.formula, share).first} />}
    </Step>
  );
}

/** The share, and what leads to it from floor and cent, or from the bound. */
function Net(props: SheetProps) {
  const { allocation, share } = props;
  const text = useText(runsText).sheet;
  const format = useFormat();
  const { after } = computation(share.formula, share);
  return (
    <Step title={text.step.share} result={format.money(share.share)} strong>
      {after.length > 0 && <p>{allocation.mode === "cumulative" ? text.carried : text.onTop}</p>}
      <Lines lines={after} />
    </Step>
  );
}

/** Lines of a computation with pencil and paper, in cents. */
function Lines(props: { lines: readonly string[] }) {
  const text = useText(runsText).sheet;
  const format = useFormat();
  const lines = props.lines.filter((line) => line !== "");
  if (lines.length === 0) return null;
  return (
    <p>
      {lines.map((line) => (
        <code key={line} className="share-step__formula">
          {format.figures(line.replaceAll(" rest ", ` ${text.rest} `))}
        </code>
      ))}
    </p>
  );
}
