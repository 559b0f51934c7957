import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { type ApprovalRules, approvalRulesQuery, endDeputy } from "../../api/approvals";
import type { Member } from "../../api/members";
import { useSession } from "../../api/session";
import { approvalsText } from "../../text/approvals";
import { useText } from "../../text/text";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Dialog } from "../../ui/Dialog";
import { List } from "../../ui/List";
import { useFormat } from "../../ui/words";
import { tell } from "../tell";
import { useRuleInWords } from "../useRuleInWords";
import { DeputyForm } from "./DeputyForm";
import { RulesForm } from "./RulesForm";
import { decidesRules, seesRules } from "./rights";

/** Who approves what the member calls off, and who is whose deputy; for those who may know. */
export function ApprovalsCard(props: { member: Member }) {
  const session = useSession();
  return seesRules(session, props.member.id) ? <Rules member={props.member} /> : null;
}

function Rules(props: { member: Member }) {
  const { member } = props;
  const text = useText(approvalsText);
  const session = useSession();
  const { data: rules } = useSuspenseQuery(approvalRulesQuery(member.id));
  const [open, setOpen] = useState<"rules" | "deputy">();
  const close = () => setOpen(undefined);
  const decides = decidesRules(session, member.id);
  return (
    <Card title={text.rules} surface>
      <p className="members-note">{text.rulesHint}</p>
      {rules.tables.length === 0 && <p className="kern-body">{text.noRules}</p>}
      {rules.tables.map((table) => (
        <Table key={table.validFrom} table={table} />
      ))}
      <h3 className="kern-heading-small">{text.deputies}</h3>
      {rules.deputies.length === 0 ? (
        <p className="kern-body">{text.noDeputies}</p>
      ) : (
        rules.deputies.map((deputy) => (
          <Deputy key={deputy.id} memberId={member.id} deputy={deputy} decides={decides} />
        ))
      )}
      {decides && (
        <ButtonRow>
          <Button small icon="edit" onClick={() => setOpen("rules")}>
            {text.rulesChange}
          </Button>
          <Button small onClick={() => setOpen("deputy")}>
            {text.nameDeputy}
          </Button>
        </ButtonRow>
      )}
      <Dialog open={open === "rules"} title={text.rulesChange} onClose={close}>
        <RulesForm rules={rules} onClose={close} />
      </Dialog>
      <Dialog open={open === "deputy"} title={text.nameDeputy} onClose={close}>
        <DeputyForm rules={rules} onClose={close} />
      </Dialog>
    </Card>
  );
}

function Table(props: { table: ApprovalRules["tables"][number] }) {
  const { table } = props;
  const text = useText(approvalsText);
  const format = useFormat();
  const inWords = useRuleInWords();
  const day = format.date(table.validFrom);
  return (
    <>
      <p className="kern-body">
        <strong>{table.inForce ? text.inForce(day) : text.coming(day)}</strong>
      </p>
      {table.rules.length === 0 ? (
        <p className="kern-body">{text.noRules}</p>
      ) : (
        <List numbered>
          {[...table.rules.entries()].map(([place, rule]) => (
            <li key={place}>
              {inWords(rule)}: {rule.approver?.name ?? text.anyone(rule.persons)}
            </li>
          ))}
        </List>
      )}
    </>
  );
}

function Deputy(props: { memberId: string; deputy: ApprovalRules["deputies"][number]; decides: boolean }) {
  const { memberId, deputy, decides } = props;
  const text = useText(approvalsText);
  const format = useFormat();
  const end = useAct(endDeputy);
  return (
    <>
      <p className="kern-body">
        {text.deputy(
          deputy.deputy.name,
          deputy.person.name,
          format.date(deputy.from),
          format.date(deputy.to),
        )}
      </p>
      {decides && (
        <Button
          small
          variant="tertiary"
          busy={end.isPending}
          onClick={() => tell(end.mutateAsync({ id: memberId, deputyId: deputy.id }), text.deputyEnded)}
        >
          {text.endDeputy}
        </Button>
      )}
    </>
  );
}
