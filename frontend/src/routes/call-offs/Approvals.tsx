import type { ApprovalStep, CallOffApproval } from "../../api/approvals";
import { approvalsText } from "../../text/approvals";
import { useText } from "../../text/text";
import { Disclosure } from "../../ui/Disclosure";
import { List } from "../../ui/List";
import { Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { useRuleInWords } from "../useRuleInWords";

/** The approvals that a call-off needs, with those that were given. */
export function ApprovalSteps(props: { steps: readonly ApprovalStep[] }) {
  const text = useText(approvalsText);
  const format = useFormat();
  const inWords = useRuleInWords();
  const state = (step: ApprovalStep) => {
    const given = step.given.map(({ by, inPlaceOf, at }) =>
      inPlaceOf ? text.givenFor(by, inPlaceOf, format.instant(at)) : text.given(by, format.instant(at)),
    );
    const open = step.given.length < step.persons && (step.next ? text.next : text.later);
    const escalated =
      step.escalated &&
      text.escalated(step.escalated.to ?? text.everybody, format.instant(step.escalated.at));
    return [...given, open, escalated].filter(Boolean).join("; ");
  };
  return (
    <Table
      caption={text.steps}
      rows={props.steps}
      rowKey={({ step }) => String(step)}
      columns={[
        { key: "step", header: text.step, cell: ({ step }) => step },
        {
          key: "who",
          header: text.who,
          rowHeader: true,
          cell: ({ approver, persons }) => approver ?? text.anyone(persons),
        },
        {
          key: "why",
          header: text.why,
          cell: ({ rule, limit }) => (limit ? text.limit(format.money(rule.above)) : inWords(rule)),
        },
        { key: "state", header: text.state, cell: state },
      ]}
    />
  );
}

/** What the budgets of a call-off bear besides it in the year. */
export function BudgetUse(props: { budgets: CallOffApproval["budgets"] }) {
  const text = useText(approvalsText);
  const format = useFormat();
  return (
    <Table
      caption={text.budgets}
      rows={props.budgets}
      rowKey={({ code }) => code}
      columns={[
        { key: "code", header: text.code, rowHeader: true, cell: ({ code }) => code },
        { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
        { key: "used", header: text.used, numeric: true, cell: ({ used }) => format.money(used) },
      ]}
    />
  );
}

/** What a call-off was before it was changed. */
export function Versions(props: { versions: CallOffApproval["versions"] }) {
  const text = useText(approvalsText);
  const format = useFormat();
  if (props.versions.length === 0) return null;
  return (
    <Disclosure title={text.versions}>
      {props.versions.map((version) => (
        <section key={version.change} aria-label={text.version(version.change)}>
          <p className="kern-body">
            <strong>{text.version(version.change)}</strong>
            {!version.ordered && ` (${text.turnedDown})`}: {format.money(version.total)}.{" "}
            {text.replaced(format.instant(version.at), version.by, version.reason)}
          </p>
          <List>
            {version.lines.map((line) => (
              <li key={line.position}>
                {line.quantity} × {line.name}: {format.money(line.total)}
              </li>
            ))}
          </List>
        </section>
      ))}
    </Disclosure>
  );
}
